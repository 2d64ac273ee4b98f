package dev.portcullis.inference.tiny;

import dev.portcullis.kernel.call.Datatype;
import java.util.List;

/** Models that each show one behaviour. */
public final class TinyModels {

  /** More than any number that a model is tried with, so that only a test's call gets past it. */
  public static final float ENDLESS = 1_000;

  private TinyModels() {}

  /** The output is the input, two a row. */
  public static byte[] identity(Datatype datatype) {
    return new TinyOnnx()
        .input("in", datatype, -1, 2)
        .node("Identity", List.of("in"), "out")
        .output("out", datatype, -1, 2)
        .bytes();
  }

  /** Four pixels are four classes' logits, and their softmax the probabilities. */
  public static byte[] classifier() {
    return pictures(List.of(-1L, 1L, 2L, 2L)).metadata("version", "7").bytes();
  }

  /** The same without names for the classes. */
  public static byte[] unnamedClassifier(List<Long> shape) {
    return graph(shape).bytes();
  }

  private static TinyOnnx pictures(List<Long> shape) {
    return graph(shape).metadata("labels", "bag,boot,coat,shirt");
  }

  private static TinyOnnx graph(List<Long> shape) {
    var sizes = shape.stream().mapToLong(Long::longValue).toArray();
    return new TinyOnnx()
        .input("image", Datatype.FP32, sizes)
        .constant("hundred", List.of(1L), 100)
        .node("Flatten", List.of("image"), "flat")
        .node("Div", List.of("flat", "hundred"), "logits")
        .node("Softmax", List.of("logits"), "probabilities", TinyOnnx.attribute("axis", 1))
        .output("logits", Datatype.FP32, -1, 4)
        .output("probabilities", Datatype.FP32, -1, 4);
  }

  /** Takes the mean over all rows off each, so that a row's answer depends on its neighbours. */
  public static byte[] mixesRows() {
    return new TinyOnnx()
        .input("in", Datatype.FP32, -1, 2)
        .node("ReduceMean", List.of("in"), "mean", TinyOnnx.attribute("axes", List.of(0L)))
        .node("Sub", List.of("in", "mean"), "out")
        .output("out", Datatype.FP32, -1, 2)
        .bytes();
  }

  /** Doesn't end where the largest input is more than {@link #ENDLESS}. */
  public static byte[] endless() {
    return new TinyOnnx()
        .input("in", Datatype.FP32, -1, 1)
        .constant("most", List.of(), ENDLESS)
        .node("ReduceMax", List.of("in"), "max", TinyOnnx.attribute("keepdims", 0))
        .node("Greater", List.of("max", "most"), "more")
        .loopWhile("more", "in", "out")
        .output("out", Datatype.FP32, -1, 1)
        .bytes();
  }

  /** Looks numbers up in a table of two, and fails at any other. */
  public static byte[] table() {
    return new TinyOnnx()
        .input("in", Datatype.INT64, -1)
        .constant("table", List.of(2L), 10, 20)
        .node("Gather", List.of("table", "in"), "out")
        .output("out", Datatype.FP32, -1)
        .bytes();
  }

  /** Logarithms, which negative numbers have none of. */
  public static byte[] logarithm() {
    return new TinyOnnx()
        .input("in", Datatype.FP32, -1, 1)
        .node("Log", List.of("in"), "out")
        .output("out", Datatype.FP32, -1, 1)
        .bytes();
  }

  /** Adds weights that are said to be in another file. */
  public static byte[] weightsElsewhere(String file) {
    return new TinyOnnx()
        .input("in", Datatype.FP32, -1, 2)
        .constantElsewhere("weights", List.of(2L), file)
        .node("Add", List.of("in", "weights"), "out")
        .output("out", Datatype.FP32, -1, 2)
        .bytes();
  }

  /** Answers a list of tensors. */
  public static byte[] sequence() {
    return new TinyOnnx()
        .input("in", Datatype.FP32, -1, 2)
        .node("SequenceConstruct", List.of("in", "in"), "out")
        .sequenceOutput("out")
        .bytes();
  }
}
