package dev.portcullis.app.cli;

import dev.portcullis.app.config.binding.ConfigException;
import dev.portcullis.gateway.apikey.KeyProblem;
import dev.portcullis.gateway.revocation.RevocationProblem;
import dev.portcullis.gateway.store.StoreFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.DateTimeException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Says in one line what went wrong, and how the process is to end. */
final class Failures {

  /** With it, a stack trace follows the line. */
  static final String DEBUG_VARIABLE = "PORTCULLIS_DEBUG";

  private final PrintWriter err;
  private final boolean traced;

  Failures(PrintWriter err, boolean traced) {
    this.err = err;
    this.traced = traced;
  }

  int tell(Exception failure) {
    var cause = unwrapped(failure);
    err.println(line(cause));
    if (traced) {
      cause.printStackTrace(err);
    }
    err.flush();
    return exit(cause).code();
  }

  private static Throwable unwrapped(Throwable failure) {
    var cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static String line(Throwable failure) {
    return switch (failure) {
      case ConfigException refused -> told(refused);
      case Complaint complaint -> "portcullis: " + complaint.getMessage();
      case NoSuchFileException missing -> "portcullis: " + missing.getFile() + ": no such file";
      case FileNotFoundException missing -> "portcullis: " + missing.getMessage();
      case AccessDeniedException denied -> "portcullis: " + denied.getFile() + ": not allowed";
      case FileAlreadyExistsException there ->
          "portcullis: " + there.getFile() + ": is there already";
      case BindException taken ->
          "portcullis: " + taken.getMessage() + " (another process has the port? try --port 0)";
      case KeyProblem problem -> "portcullis: " + problem.getMessage();
      case RevocationProblem problem -> "portcullis: " + problem.getMessage();
      case StoreFailure away -> "portcullis: " + away.getMessage() + cause(away);
      case DateTimeException wrong -> "portcullis: " + wrong.getMessage();
      case IOException failed -> "portcullis: " + told(failed);
      case IllegalArgumentException refused -> "portcullis: " + told(refused);
      default ->
          "portcullis: a fault of ours: "
              + failure
              + " (with "
              + DEBUG_VARIABLE
              + "=1 it tells where; please report it)";
    };
  }

  private static String told(Exception failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }

  private static String cause(Exception failure) {
    return failure.getCause() == null ? "" : ": " + failure.getCause().getMessage();
  }

  private static Exit exit(Throwable failure) {
    return switch (failure) {
      case ConfigException _ -> Exit.CONFIG;
      case Complaint _, KeyProblem _, RevocationProblem _, StoreFailure _ -> Exit.FAILED;
      case DateTimeException _, IOException _, IllegalArgumentException _ -> Exit.FAILED;
      default -> Exit.FAULT;
    };
  }
}
