package org.ledgercore.http.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;

/** Calls the service over a real connection. Immutable; each {@code with} gives a changed copy. */
public final class Client {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final int port;
  private final String token;

  public Client(int port, String token) {
    this.port = port;
    this.token = token;
  }

  /** What this client sends to sign in. */
  public String token() {
    return token;
  }

  /** The port it calls. */
  public int port() {
    return port;
  }

  /** Asks. */
  public Reply get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  /** Changes something under a request key of its own. */
  public Reply post(String path, String json) {
    return post(path, json, "Idempotency-Key", UUID.randomUUID().toString());
  }

  /** Sends JSON with exactly these further headers. */
  public Reply post(String path, String json, String... headers) {
    HttpRequest.Builder request = request(path, headers);
    if (!json.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    return send(request.POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** Sends anything. */
  public Reply send(String method, String path, byte[] body, String... headers) {
    return send(
        request(path, headers).method(method, HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(PATIENCE);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request;
  }

  private static Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new IllegalStateException("the service did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
