package dev.portcullis.inference.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;

import ai.onnxruntime.OrtException;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Datatype;
import dev.portcullis.kernel.port.ModelCatalog.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A session that has been tried: it has run once, and it is known whether calls may share a run.
 *
 * @param maxRows most rows of one run; 1 where calls must not share one
 */
public record Engine(OnnxSession session, RunSettings settings, long maxRows) {

  /** More than summing in another order makes, and far less than a neighbour does. */
  private static final double TOLERANCE = 1e-3;

  private static final int MAX_TRIAL_SECONDS = 20;

  private static final List<Long> DARK_THEN_BRIGHT = List.of(1L, 255L);

  /**
   * Tries a session.
   *
   * @throws IllegalArgumentException where it can't run
   */
  public static Engine tried(OnnxSession session, RunSettings settings) {
    var lane = new Lane(session);
    var alone = DARK_THEN_BRIGHT.stream().map(most -> sample(session.inputs(), most)).toList();
    try {
      var apart = new ArrayList<List<Content.Tensor>>();
      for (var inputs : alone) {
        apart.addAll(run(lane, List.of(inputs)));
      }
      var shared =
          settings.batch() > 1
              && session.inputs().stream().noneMatch(Engine::isOpenWithin)
              && Batching.isOpen(session.inputs(), session.outputs());
      var rows = shared && sameTogether(lane, alone, apart) ? settings.batch() : 1;
      return new Engine(session, settings, rows);
    } catch (OrtException e) {
      if (session.inputs().stream().anyMatch(Engine::isOpenWithin)) {
        // It may be that it takes no sizes as small as the sample's.
        return new Engine(session, settings, 1);
      }
      throw new IllegalArgumentException("the model does not run: " + e.getMessage(), e);
    }
  }

  /**
   * Whether two rows get the same outputs together as apart. Where a model mixes its rows (by
   * scales taken over the whole batch, say), one caller's input would colour another's answer.
   */
  private static boolean sameTogether(
      Lane lane, List<List<Content.Tensor>> alone, List<List<Content.Tensor>> apart) {
    try {
      var together = run(lane, alone);
      for (int i = 0; i < apart.size(); i++) {
        for (int output = 0; output < apart.get(i).size(); output++) {
          if (!near(apart.get(i).get(output), together.get(i).get(output))) {
            return false;
          }
        }
      }
      return true;
    } catch (OrtException | IllegalStateException _) {
      return false;
    }
  }

  private static List<List<Content.Tensor>> run(Lane lane, List<List<Content.Tensor>> calls)
      throws OrtException {
    var timeUp = new CompletableFuture<Void>().completeOnTimeout(null, MAX_TRIAL_SECONDS, SECONDS);
    try (var run = new Run(new AtomicInteger())) {
      var _ = timeUp.thenRun(run::abandon);
      return lane.run(calls, run.options());
    } finally {
      timeUp.cancel(false);
    }
  }

  private static boolean near(Content.Tensor one, Content.Tensor other) {
    if (one.datatype() != Datatype.FP32 || !one.shape().equals(other.shape())) {
      return one.shape().equals(other.shape()) && one.data().equals(other.data());
    }
    var a = one.data().duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    var b = other.data().duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    for (int i = 0; i < a.limit(); i++) {
      if (!(Math.abs(a.get(i) - b.get(i)) <= TOLERANCE * Math.max(1, Math.abs(a.get(i))))) {
        return false;
      }
    }
    return true;
  }

  /** Whether sizes beside the first are open: at those it is given later, nothing was tried. */
  private static boolean isOpenWithin(TensorSpec spec) {
    return spec.shape().stream().skip(1).anyMatch(size -> size == -1);
  }

  /** Inputs of one row, with numbers from 0 to {@code most} in no order. */
  private static List<Content.Tensor> sample(List<TensorSpec> specs, long most) {
    return specs.stream().map(spec -> sample(spec, most)).toList();
  }

  private static Content.Tensor sample(TensorSpec spec, long most) {
    var shape = spec.shape().stream().map(size -> size == -1 ? 1 : size).toList();
    var count = Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
    if (spec.datatype() == Datatype.BYTES) {
      var texts = Collections.nCopies(count, "warm up");
      return new Content.Tensor(spec.name(), spec.datatype(), shape, ByteStrings.write(texts));
    }
    var data =
        ByteBuffer.allocate(Math.multiplyExact(count, spec.datatype().bytes()))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      put(data, spec.datatype(), (int) (i * 37L % (most + 1)));
    }
    return new Content.Tensor(spec.name(), spec.datatype(), shape, data.flip());
  }

  private static void put(ByteBuffer data, Datatype datatype, int value) {
    switch (datatype) {
      case FP32 -> data.putFloat(value);
      case FP64 -> data.putDouble(value);
      case FP16 -> data.putShort(Float.floatToFloat16(value));
      case BF16 -> data.putShort((short) (Float.floatToIntBits(value) >>> 16));
      case UINT8 -> data.put((byte) value);
      // Zero or one: it may be an index, and every table has a first and nearly all a second row.
      case BOOL, INT8 -> data.put((byte) (value & 1));
      case INT16, UINT16 -> data.putShort((short) (value & 1));
      case INT32, UINT32 -> data.putInt(value & 1);
      case INT64, UINT64 -> data.putLong(value & 1);
      case BYTES -> throw new IllegalArgumentException("strings have no number");
    }
  }
}
