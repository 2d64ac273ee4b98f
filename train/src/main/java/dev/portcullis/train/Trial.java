package dev.portcullis.train;
final class Trial {
  static void main(String[] a) throws Exception {
    var data = FashionData.read(java.nio.file.Path.of(a[0]));
    int epochs = Integer.parseInt(a[1]);
    try (var net = Network.create(Layer.fashion(), 7); var tr = new Training(net, Recipe.fashion(7, epochs), data.training())) {
      for (int e = 0; e < epochs; e++) {
        long t = System.nanoTime();
        double loss = tr.epoch();
        long took = System.nanoTime() - t;
        int ok = 0;
        for (int i = 0; i < 10000; i += 500) {
          var l = tr.logits(data.test(), i, i + 500);
          for (int k = 0; k < 500; k++) { int b = 0; for (int c = 1; c < 10; c++) if (l[k*10+c] > l[k*10+b]) b = c; if (b == data.test().label(i+k)) ok++; }
        }
        System.out.printf("%d loss %.4f acc %.2f %d s%n", e + 1, loss, ok / 100.0, took / 1_000_000_000L);
      }
      System.out.println(TrainedLayer.parameters(net.trainedLayers()));
      java.nio.file.Files.write(java.nio.file.Path.of(a[2]), OnnxExport.bytes("fashion", net.trainedLayers(), java.util.Map.of("name","fashion")));
    }
  }
}
