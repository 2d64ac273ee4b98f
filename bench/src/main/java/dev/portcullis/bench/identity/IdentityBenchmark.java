package dev.portcullis.bench.identity;

import dev.portcullis.bench.Benchmark;
import dev.portcullis.bench.Result;
import dev.portcullis.bench.Result.Figure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** What it costs to know who calls, and how soon one who may no longer is refused. */
public final class IdentityBenchmark implements Benchmark {

  private static final int REVOCATIONS_A_ROUND = 70;

  @Override
  public String name() {
    return "identity";
  }

  @Override
  public Result run(Options options) {
    var figures = new ArrayList<Figure>();
    figures.addAll(new CredentialProofs(options).measure());
    figures.addAll(authorization(options));
    figures.addAll(revocations(options.rounds() * REVOCATIONS_A_ROUND));
    return new Result(figures);
  }

  private static List<Figure> authorization(Options options) {
    var decisions = new AuthorizationDecisions();
    return List.of(
        new Figure("authorization, processor time", decisions.nanos(options), "ns"),
        new Figure("authorization decisions, 1 thread", decisions.perSecond(options), "1/s"));
  }

  private static List<Figure> revocations(int number) {
    try {
      return new RevocationLatency(number).measure();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a gateway did not answer", e.getCause());
    }
  }
}
