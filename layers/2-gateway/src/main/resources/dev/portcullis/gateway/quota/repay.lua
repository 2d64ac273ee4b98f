-- Counts what was admitted elsewhere, over the limit or not.
-- KEYS: one window's hash. ARGV: length of a sub-window in ms, then pairs: age in ms, units.
local RING = 16
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local step = tonumber(ARGV[1])
for i = 2, #ARGV, 2 do
  local number = math.floor((now - tonumber(ARGV[i])) / step)
  redis.call('HINCRBY', KEYS[1], string.format('%.0f', number), ARGV[i + 1])
end
redis.call('PEXPIRE', KEYS[1], string.format('%.0f', (RING + 1) * step))
return 1
