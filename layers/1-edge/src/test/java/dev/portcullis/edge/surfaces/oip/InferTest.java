package dev.portcullis.edge.surfaces.oip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.surfaces.Requests;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Violation;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Datatype;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InferTest {

  private static final OipSurface SURFACE = new OipSurface(Requests.CODES);
  private static final Map<String, String> NAMED = Map.of("model", "fashion", "version", "3");

  @Test
  void request_isATensorPerInput() {
    var call =
        infer(
            "{\"id\":\"7\",\"inputs\":[{\"name\":\"x\",\"shape\":[2,2],\"datatype\":\"INT16\","
                + "\"data\":[[1,2],[3,-1]]},{\"name\":\"y\",\"shape\":[1],\"datatype\":\"BOOL\","
                + "\"data\":[true]}],\"parameters\":{\"priority\":2}}");

    assertThat(call.operation()).isEqualTo(Operation.PREDICT);
    assertThat(call.model()).isEqualTo(new ModelRef("fashion", "3"));
    assertThat(call.parts()).extracting("pointer").containsExactly("/inputs/0", "/inputs/1");
    assertThat(tensor(call, 0))
        .isEqualTo(
            new Content.Tensor("x", Datatype.INT16, List.of(2L, 2L), hex("010002000300ffff")));
    assertThat(call.parameters())
        .containsEntry("id", "7")
        .containsEntry("parameters.priority", "2");
  }

  @Test
  void dataBeforeItsShape_isReadAllTheSame() {
    var call =
        infer(
            "{\"inputs\":[ {\"data\":"
                + " [[1],[2]],\"name\":\"x\",\"datatype\":\"UINT8\",\"shape\":[2,1]}]}");

    assertThat(tensor(call, 0).data()).isEqualTo(hex("0102"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BOOL   | true,false       | 0100",
        "UINT8  | 0,255            | 00ff",
        "INT8   | -128,127         | 807f",
        "UINT16 | 65535            | ffff",
        "INT16  | -32768           | 0080",
        "UINT32 | 4294967295       | ffffffff",
        "INT32  | -2147483648      | 00000080",
        "UINT64 | 18446744073709551615 | ffffffffffffffff",
        "INT64  | -9223372036854775808 | 0000000000000080",
        "FP16   | 1,-2.5           | 003c00c1",
        "BF16   | 1,-2.5           | 803f20c0",
        "FP32   | 1,0.1            | 0000803fcdcccc3d",
        "FP64   | 0.1              | 9a9999999999b93f",
        "BYTES  | \"a\",\"\",\"é\" | 01000000610000000002000000c3a9"
      })
  void elements_arePackedLittleEndian(Datatype type, String data, String packed) {
    int count = data.split(",", -1).length;

    var call = infer(input("\"" + type + "\"", "[" + count + "]", "[" + data + "]"));

    assertThat(tensor(call, 0).data()).isEqualTo(hex(packed));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BOOL   | 1",
        "BOOL   | \"true\"",
        "UINT8  | 256",
        "UINT8  | -1",
        "UINT8  | 1.0",
        "INT8   | 128",
        "UINT16 | 65536",
        "UINT32 | 4294967296",
        "INT32  | 2147483648",
        "INT64  | 9223372036854775808",
        "UINT64 | 18446744073709551616",
        "UINT64 | -1",
        "FP16   | 65520",
        "BF16   | 3.4e38",
        "FP32   | 3.5e38",
        "FP64   | 1e309",
        "FP32   | \"1\"",
        "FP32   | null",
        "BYTES  | 1"
      })
  void elements_thatTheDatatypeCannotHold_areInvalid(Datatype type, String element) {
    var denial = refused(input("\"" + type + "\"", "[1]", "[" + element + "]"));

    assertThat(denial.reason()).isEqualTo(Reason.INVALID);
    assertThat(denial.violations()).extracting(Violation::pointer).contains("/inputs/0/data");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[2]     | [1]",
        "[1]     | [1,2]",
        "[2,2]   | [[1,2],[3]]",
        "[2,2]   | [[1,2,3,4]]",
        "[4]     | [[1,2],[3,4]]",
        "[2,2]   | [1,2,3]",
        "[1]     | []",
        "[1]     | 1",
        "[1]     | {}",
        "[0]     | []",
        "[-1]    | [1]",
        "[]      | [1]",
        "[1.0]   | [1]",
        "[2147483648] | [1]",
        "[2147483647,2147483647,2147483647] | [1]",
        "[2147483647,2147483647] | [1]",
        "[2000000000] | [1]",
        "[1000000] | [1]",
        "1       | [1]"
      })
  void shapesThatTheDataDoesNotFill_areInvalid_beforeAnythingIsAllocated(
      String shape, String data) {
    var denial = refused(input("\"FP64\"", shape, data));

    assertThat(denial.reason()).isEqualTo(Reason.INVALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"inputs\":[]}",
        "{\"inputs\":{}}",
        "{\"inputs\":[1]}",
        "{\"inputs\":[{}]}",
        "{\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP31\",\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP32\"}]}",
        "{\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1],\"z\":1}]}",
        "{\"inputs\":[INPUT,INPUT]}",
        "{\"inputs\":[INPUT],\"extra\":1}",
        "{\"inputs\":[INPUT],\"id\":7}",
        "{\"inputs\":[INPUT],\"parameters\":{\"a\":[]}}",
        "{\"inputs\":[INPUT],\"parameters\":{\"a\":null}}",
        "{\"inputs\":[INPUT],\"outputs\":[{}]}",
        "{\"inputs\":[INPUT],\"outputs\":[{\"name\":\"y\",\"parameters\":{\"classification\":3}}]}",
        "{\"inputs\":[INPUT],\"outputs\":[{\"name\":\"y\",\"shape\":[1]}]}"
      })
  void anyOtherShape_isInvalid(String body) {
    var input = "{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1]}";

    var denial = refused(body.replace("INPUT", input));

    assertThat(denial.reason()).isEqualTo(Reason.INVALID);
  }

  @Test
  void binaryTensors_areViewsOnTheBody() {
    var json =
        "{\"inputs\":[{\"name\":\"x\",\"shape\":[2],\"datatype\":\"FP32\","
            + "\"parameters\":{\"binary_data_size\":8}},{\"name\":\"s\",\"shape\":[2],"
            + "\"datatype\":\"BYTES\",\"parameters\":{\"binary_data_size\":9}}]}";
    var binary = "0000803f00000040" + "0100000061" + "00000000";

    var call = binary(json, Integer.toString(json.length()), binary);

    assertThat(tensor(call, 0).data()).isEqualTo(hex("0000803f00000040"));
    assertThat(tensor(call, 1).data()).isEqualTo(hex("010000006100000000"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FP32  | [2] | 8 | 00",
        "FP32  | [2] | 8 | 000000000000000000",
        "FP32  | [2] | 4 | 00000000",
        "FP32  | [2,2000000000,2000000000,2000000000] | 4 | 00000000",
        "FP32  | [1] | -4 | 00000000",
        "BYTES | [1] | 4 | ffffffff",
        "BYTES | [1] | 4 | 01000000",
        "BYTES | [2] | 5 | 0100000061",
        "BYTES | [1] | 3 | 000000"
      })
  void binaryTensors_thatDoNotFit_areInvalid(
      Datatype type, String shape, String size, String bytes) {
    var json =
        "{\"inputs\":[{\"name\":\"x\",\"shape\":%s,\"datatype\":\"%s\",\"parameters\":{\"binary_data_size\":%s}}]}"
            .formatted(shape, type, size);

    var denial = Requests.denial(() -> binary(json, Integer.toString(json.length()), bytes));

    assertThat(denial.reason()).isEqualTo(Reason.INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "+5", "0x5", "99999", "9999999999999", "1 "})
  void headerLength_thatIsNone_isMalformed(String length) {
    var denial = Requests.denial(() -> binary("{\"inputs\":[]}", length, "00"));

    assertThat(denial.reason()).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void dataAndBinaryAtOnce_isInvalid() {
    var json =
        "{\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"UINT8\",\"data\":[1],"
            + "\"parameters\":{\"binary_data_size\":1}}]}";

    var denial = Requests.denial(() -> binary(json, Integer.toString(json.length()), "00"));

    assertThat(denial.reason()).isEqualTo(Reason.INVALID);
  }

  @Test
  void aLargeTensor_isReadWithoutATree() {
    var data = new StringBuilder("[0.5");
    data.append(",0.25".repeat(150_527)).append(']');

    var call = infer(input("\"FP32\"", "[1,3,224,224]", data.toString()));

    assertThat(tensor(call, 0).data().remaining()).isEqualTo(602_112);
  }

  private static String input(String type, String shape, String data) {
    return "{\"inputs\":[{\"name\":\"x\",\"shape\":%s,\"datatype\":%s,\"data\":%s}]}"
        .formatted(shape, type, data);
  }

  private static Call infer(String json) {
    return SURFACE.read(
        Requests.post("/v2/models/fashion/versions/3/infer", "application/json", NAMED),
        Requests.bytes(json));
  }

  private static Call binary(String json, String length, String binary) {
    var target =
        Requests.target(
            "POST",
            "/v2/models/fashion/versions/3/infer",
            "application/octet-stream",
            NAMED,
            Map.of("inference-header-content-length", length));
    var tail = hex(binary);
    var body = ByteBuffer.allocate(json.length() + tail.remaining());
    return SURFACE.read(target, body.put(Requests.bytes(json)).put(tail).flip());
  }

  private static Denial refused(String json) {
    return Requests.denial(() -> infer(json));
  }

  private static Content.Tensor tensor(Call call, int index) {
    return (Content.Tensor) call.parts().get(index).content();
  }

  private static ByteBuffer hex(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
  }
}
