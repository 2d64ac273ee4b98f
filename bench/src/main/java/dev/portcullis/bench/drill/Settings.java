package dev.portcullis.bench.drill;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code --name NUMBER} pairs of a drill's command line, over the drill's own defaults. */
record Settings(Map<String, Integer> numbers) {

  /**
   * What the command line says.
   *
   * @throws IllegalArgumentException in words for whoever typed it
   */
  static Settings parse(List<String> arguments, Map<String, Integer> defaults) {
    var numbers = new HashMap<>(defaults);
    for (int i = 0; i < arguments.size(); i += 2) {
      var name = arguments.get(i);
      if (!defaults.containsKey(name)) {
        throw new IllegalArgumentException(name + " (expected: " + defaults.keySet() + ")");
      }
      var number = i + 1 < arguments.size() ? arguments.get(i + 1) : "nothing";
      numbers.put(name, positive(name, number));
    }
    return new Settings(numbers);
  }

  int number(String name) {
    var number = numbers.get(name);
    if (number == null) {
      throw new IllegalArgumentException(name + " is no setting of this drill");
    }
    return number;
  }

  private static int positive(String name, String number) {
    try {
      int value = Integer.parseInt(number);
      if (value > 0) {
        return value;
      }
    } catch (NumberFormatException _) {
      // Told below, like a number that is too small.
    }
    throw new IllegalArgumentException(name + " " + number + " (expected: a number >= 1)");
  }
}
