package org.ledgercore.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ledgercore.http.wire.Json;
import tools.jackson.databind.JsonNode;

/** Fingerprints outlive a version of the service by 30 days, so their text must never change. */
class FingerprintTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "",
        " ~/'<>&",
        "a \"quoted\" word",
        "back\\slash",
        "line\nbreak\ttab\u0000nul",
        "del\u007f",
        "دينار",
        "\ud83d\ude00"
      })
  void aText_standsAsInJson(String text) {
    JsonNode node = Json.tree(text);

    assertThat(Fingerprint.canonical(node)).isEqualTo(Json.text(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "5.0", "5.00", "5.000"})
  void anAmount_isTheSameHoweverItIsWritten(String value) {
    String body =
        "{\"amount\":{\"value\":\""
            + value
            + "\",\"currency\":\"IQD\"},\"n\":7,\"list\":[\"a\",null,true]}";
    JsonNode node = Json.read(body.getBytes(StandardCharsets.UTF_8));

    assertThat(Fingerprint.canonical(node))
        .isEqualTo("{6:amount=5 \"IQD\",1:n=7,4:list=[\"a\",null,true,],}");
  }
}
