package dev.portcullis.app.datasets;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A data set by the digest of the one file that it comes in. */
@SuppressWarnings("ImmutableEnumChecker") // List.of, which nobody can change
public enum DataSet {
  FASHION_MNIST(
      "fashion-mnist",
      "70,000 pictures of clothes, 28x28 grey (MIT), as Debian packs them; for train fashion",
      Packing.DEBIAN,
      "39e172fe32dd318ebb3e512220c3beea2fa47d7e20bab348fb4e0922d6beefc0",
      30_900_652,
      "https://deb.debian.org/debian/pool/main/d/dataset-fashion-mnist/"
          + "dataset-fashion-mnist_0.0~git20200523.55506a9-1_all.deb",
      List.of(
          "usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz",
          "usr/share/datasets/fashion-mnist/train-labels-idx1-ubyte.gz",
          "usr/share/datasets/fashion-mnist/t10k-images-idx3-ubyte.gz",
          "usr/share/datasets/fashion-mnist/t10k-labels-idx1-ubyte.gz")),

  RESNET8(
      "resnet8",
      "MLPerf Tiny's ResNet-8 for CIFAR-10 as ONNX (Apache-2.0); nobody publishes this form:"
          + " --from",
      Packing.PLAIN,
      "358d4389f97fcd0c39dc55af8067b06ca9895f4bb18b5a4ea22462ee8853c590",
      319_448,
      "",
      List.of("cifar10_resnet8.onnx"));

  /** How the file that is fetched holds the files that are wanted. */
  enum Packing {
    PLAIN,
    DEBIAN
  }

  private final String word;
  private final String summary;
  private final Packing packing;
  private final String sha256;
  private final long bytes;
  private final String origin;
  private final List<String> files;

  DataSet(
      String word,
      String summary,
      Packing packing,
      String sha256,
      long bytes,
      String origin,
      List<String> files) {
    this.word = word;
    this.summary = summary;
    this.packing = packing;
    this.sha256 = sha256;
    this.bytes = bytes;
    this.origin = origin;
    this.files = files;
  }

  public static Optional<DataSet> named(String word) {
    return Arrays.stream(values()).filter(set -> set.word.equals(word)).findFirst();
  }

  /** Its name on the command line, and of its folder. */
  public String word() {
    return word;
  }

  public String summary() {
    return summary;
  }

  public long bytes() {
    return bytes;
  }

  Packing packing() {
    return packing;
  }

  String sha256() {
    return sha256;
  }

  /** Where everybody can get it; empty where nobody publishes it. */
  public Optional<URI> origin() {
    return Optional.of(origin).filter(o -> !o.isEmpty()).map(URI::create);
  }

  /** What is wanted, by its path in the package. */
  List<String> files() {
    return files;
  }
}
