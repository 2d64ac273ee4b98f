-- Takes from all windows or from none.
-- KEYS: a hash for each window, sub-window number -> units, all under one hash tag.
-- ARGV, three for each key: length of a sub-window in ms, limit, units.
-- Answers: taken (1 or 0), the server's time in ms, then for each key the units it counted before,
-- ms until a first unit is let go, and ms until there is room.
local RING = 16
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local answer = {1, now}
local asked = {}

-- Units by sub-window, and their numbers, oldest first. What is newer than now (the clock went
-- back) counts too.
local function live(key, oldest)
  local cells, numbers, flat = {}, {}, redis.call('HGETALL', key)
  for i = 1, #flat, 2 do
    local number = tonumber(flat[i])
    if number >= oldest then
      cells[number] = tonumber(flat[i + 1])
      numbers[#numbers + 1] = number
    end
  end
  table.sort(numbers)
  return cells, numbers, #flat / 2
end

local function text(number)
  return string.format('%.0f', number)
end

local passed = {}
for i, key in ipairs(KEYS) do
  local step, limit, units = tonumber(ARGV[3 * i - 2]), tonumber(ARGV[3 * i - 1]), tonumber(ARGV[3 * i])
  local oldest = math.floor(now / step) - RING + 1
  local cells, numbers, fields = live(key, oldest)
  if fields > #numbers then
    passed[#passed + 1] = {key, oldest}
  end
  local sum = asked[key] or 0
  for _, number in ipairs(numbers) do
    sum = sum + cells[number]
  end
  local lacking, freed, free, wait = sum + units - limit, 0, 0, 0
  for _, number in ipairs(numbers) do
    local left = (number + RING) * step - now
    if freed == 0 then
      free = left
    end
    if freed < lacking then
      wait = left
    end
    freed = freed + cells[number]
  end
  if lacking > 0 then
    answer[1] = 0
  end
  asked[key] = (asked[key] or 0) + units
  answer[#answer + 1] = sum
  answer[#answer + 1] = free
  answer[#answer + 1] = wait
end

for _, row in ipairs(passed) do
  for _, field in ipairs(redis.call('HKEYS', row[1])) do
    if tonumber(field) < row[2] then
      redis.call('HDEL', row[1], field)
    end
  end
end

if answer[1] == 1 then
  for i, key in ipairs(KEYS) do
    local step = tonumber(ARGV[3 * i - 2])
    redis.call('HINCRBY', key, text(math.floor(now / step)), ARGV[3 * i])
    redis.call('PEXPIRE', key, text((RING + 1) * step))
  end
end
return answer
