package dev.portcullis.edge.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Reads corpora of raw messages: a line each, with the fields and escapes their first line says.
 */
final class Corpus {
  private Corpus() {}

  /**
   * A message.
   *
   * @param body what must come out of it, empty where nothing may
   */
  record Message(String name, String bytes, String body) {}

  static List<Message> hostile() throws IOException {
    return read("/framing/hostile.txt");
  }

  static List<Message> valid() throws IOException {
    return read("/framing/valid.txt");
  }

  private static List<Message> read(String resource) throws IOException {
    try (InputStream in = Objects.requireNonNull(Corpus.class.getResourceAsStream(resource))) {
      var messages = new ArrayList<Message>();
      for (var line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (!line.startsWith("#")) {
          var fields = line.split("\t", -1);
          var body = fields.length > 2 ? fields[2] : "";
          messages.add(new Message(fields[0], unescaped(fields[1]), unescaped(body)));
        }
      }
      return messages;
    }
  }

  private static String unescaped(String text) {
    var bytes = new StringBuilder(text.length());
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\' && text.charAt(i + 1) == '{') {
        var star = text.lastIndexOf('*', text.indexOf('}', i + 3));
        var end = text.indexOf('}', star);
        var repeated = unescaped(text.substring(i + 2, star));
        bytes.repeat(repeated, Integer.parseInt(text.substring(star + 1, end)));
        i = end;
      } else if (text.charAt(i) == '\\') {
        i++;
        i += escape(text, i, bytes);
      } else {
        bytes.append(text.charAt(i));
      }
    }
    return bytes.toString();
  }

  /** Appends what an escape stands for; gives how many characters followed its letter. */
  private static int escape(String text, int at, StringBuilder bytes) {
    switch (text.charAt(at)) {
      case 'r' -> bytes.append('\r');
      case 'n' -> bytes.append('\n');
      case 't' -> bytes.append('\t');
      case '\\' -> bytes.append('\\');
      case 'x' -> {
        bytes.append((char) Integer.parseInt(text, at + 1, at + 3, 16));
        return 2;
      }
      default -> throw new IllegalArgumentException("escape: " + text.charAt(at));
    }
    return 0;
  }
}
