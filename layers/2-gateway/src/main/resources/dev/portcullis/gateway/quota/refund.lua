-- Gives back what a take took, where it is still counted.
-- KEYS: the take's. ARGV: the time that it answered, then for each key the length of a sub-window
-- in ms and units.
local at = tonumber(ARGV[1])
for i, key in ipairs(KEYS) do
  local field = string.format('%.0f', math.floor(at / tonumber(ARGV[2 * i])))
  local counted = tonumber(redis.call('HGET', key, field) or '0')
  local units = math.min(counted, tonumber(ARGV[2 * i + 1]))
  if units > 0 then
    redis.call('HINCRBY', key, field, string.format('%.0f', -units))
  end
end
return 1
