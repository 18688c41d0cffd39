package org.ledgercore.http.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where nothing is delivered, unless that is wanted: our own machine and private networks. */
class CourierTest {

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1/, private network",
    "http://localhost:9000/x, private network",
    "http://[::1]/, private network",
    "http://10.1.2.3/, private network",
    "http://192.168.0.9/, private network",
    "http://172.16.0.1/, private network",
    "http://169.254.169.254/latest, private network",
    "http://[fd00::1]/, private network",
    "http://0.0.0.0/, private network",
    "http://no-such-name.invalid/, not known"
  })
  void refusal_namesWhyNothingIsSentThere(String url, String why) {
    assertThat(Courier.refusal(url)).contains(why);
  }

  @ParameterizedTest
  @CsvSource({"http://93.184.216.34/", "https://[2606:2800:220:1::1]/x"})
  void refusal_isNoneForAPublicAddress(String url) {
    assertThat(Courier.refusal(url)).isNull();
  }
}
