package dev.portcullis.app.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a shell needs to call the gateway that {@code up} started.
 *
 * @param ca the certificate authority to trust
 */
public record DemoEnvironment(String url, String adminUrl, Path ca, String key) {

  private static final String URL = "PORTCULLIS_URL";
  private static final String ADMIN_URL = "PORTCULLIS_ADMIN_URL";
  private static final String CA = "PORTCULLIS_CA";
  private static final String KEY = "PORTCULLIS_KEY";

  /** What {@code up} wrote. */
  public static DemoEnvironment read(DataFolder data) throws IOException {
    var values = new HashMap<String, String>();
    for (var line : Files.readAllLines(data.demoEnvironment())) {
      var equals = line.indexOf('=');
      if (line.startsWith("export ") && equals > 0) {
        var value = line.substring(equals + 1);
        values.put(line.substring("export ".length(), equals), unquoted(value));
      }
    }
    return new DemoEnvironment(
        value(values.get(URL), URL),
        value(values.get(ADMIN_URL), ADMIN_URL),
        Path.of(value(values.get(CA), CA)),
        value(values.get(KEY), KEY));
  }

  private static String value(@Nullable String value, String name) throws IOException {
    return Optional.ofNullable(value)
        .orElseThrow(() -> new IOException("demo.env has no " + name + "; start `up` again"));
  }

  String text() {
    return """
    # What a shell needs to call the gateway that `portcullis up` started:  . %s
    export %s=%s
    export %s=%s
    export %s=%s
    export %s=%s
    """
        .formatted("demo.env", URL, url, ADMIN_URL, adminUrl, CA, quoted(ca.toString()), KEY, key);
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static String unquoted(String text) {
    return text.startsWith("'") ? text.substring(1, text.length() - 1).replace("'\\''", "'") : text;
  }
}
