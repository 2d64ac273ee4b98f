package dev.portcullis.app.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** What a verb printed, and how it ended. */
record Called(int exit, String out, String err) {

  static Called with(String... arguments) {
    return with(Map.of(), arguments);
  }

  static Called with(Map<String, String> environment, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var shell =
        new Shell(
            new PrintWriter(out, true), new PrintWriter(err, true), environment, Shell.Paint.PLAIN);
    var exit = Main.run(shell, arguments);
    return new Called(exit, out.toString(), err.toString());
  }
}
