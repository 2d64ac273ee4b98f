package dev.portcullis.edge.surfaces.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.surfaces.Incoming;
import dev.portcullis.edge.surfaces.Requests;
import dev.portcullis.kernel.Headers;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Tokens;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CountedTokensTest {

  private static final OpenAiFormat FORMAT = new OpenAiFormat();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'usage':{'prompt_tokens':7,'completion_tokens':3}}                     | 7 | 3",
        "{'usage':{'prompt_tokens':7,'total_tokens':7}}                          | 7 | 0",
        "{'usage':{'prompt_tokens':0,'completion_tokens':0}}                     | 0 | 0"
      })
  void whatTheServerCounted_isTold(String body, long in, long out) {
    assertThat(counted(body)).contains(new Tokens(in, out));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{'usage':null}",
        "{'usage':7}",
        "{'usage':{'completion_tokens':3}}",
        "{'usage':{'prompt_tokens':-1,'completion_tokens':3}}",
        "{'usage':{'prompt_tokens':1,'completion_tokens':-3}}",
        "{'usage':{'prompt_tokens':99999999999999999999,'completion_tokens':3}}",
        "{'usage':{'prompt_tokens':{},'completion_tokens':3}}"
      })
  void whatCannotBeACount_isNone(String body) {
    assertThat(counted(body)).isEmpty();
  }

  private static Optional<Tokens> counted(String body) {
    var call = Call.of(Operation.CHAT, ModelRef.of("m"), List.of());
    var bytes = Requests.bytes(body.replace('\'', '"'));
    return FORMAT
        .answer(call, new Incoming(200, Headers.empty(), "application/json", bytes))
        .tokens();
  }
}
