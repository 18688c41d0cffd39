package org.ledgercore.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.ledgercore.http.testing.Client;

/** Reads the first events of a stream, then cuts the connection. */
final class FirstEvents {

  private FirstEvents() {}

  /** The next events go on after the number that was given. */
  static void assertNumbered(Client client, String path, long first) throws IOException {
    assertThat(ids(client, path, "", 2)).containsExactly(first, first + 1);
  }

  /** The ids of the first events. */
  static List<Long> ids(Client client, String path, String lastEventId, int wanted)
      throws IOException {
    URI address = URI.create("http://127.0.0.1:" + client.port() + path);
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setRequestProperty("Authorization", "Bearer " + client.token());
    connection.setRequestProperty("Accept", "text/event-stream");
    connection.setReadTimeout(60_000);
    if (!lastEventId.isEmpty()) {
      connection.setRequestProperty("Last-Event-ID", lastEventId);
    }
    List<Long> ids = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(connection.getContentType()).isEqualTo("text/event-stream");
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          ids.add(Long.parseLong(line.substring(4)));
        }
        if (ids.size() == wanted) {
          break;
        }
      }
    } finally {
      connection.disconnect();
    }
    return ids;
  }
}
