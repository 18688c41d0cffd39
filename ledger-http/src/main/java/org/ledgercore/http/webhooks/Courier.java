package org.ledgercore.http.webhooks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ledgercore.commit.LedgerUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers entries to receivers: each one in order, at least once, the next one only after the one
 * before was taken (any status of 200 to 299). A try that fails waits 1, 2, 4 … seconds, at most an
 * hour, and is never given up. Where it stands is in the database, so a restart or another process
 * goes on; receivers tell doubles by {@code webhook-id}.
 */
public final class Courier implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** So few that the slowest receiver is done with them before its minute is over. */
  private static final int PART = 5;

  private static final long LOOK_MILLIS = 200;

  /** What the courier carries. */
  public interface Letters {

    /** The newest entry. */
    long newest();

    /** Entries behind one of them, in order, at most so many. */
    List<Letter> after(long entry, Integer limit);
  }

  /**
   * An entry to be delivered.
   *
   * @param entry its number
   * @param id the same for every try, and for this entry only
   * @param json what is sent
   */
  public record Letter(long entry, String id, String json) {}

  /**
   * How it delivers.
   *
   * @param privateReceivers whether receivers may be on this machine or in a private network
   * @param firstWait how long to wait after a first failure
   */
  public record Terms(boolean privateReceivers, Duration firstWait) {}

  private final Webhooks webhooks;
  private final Letters letters;
  private final Terms terms;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;

  private Courier(Webhooks webhooks, Letters letters, Terms terms) {
    this.webhooks = webhooks;
    this.letters = letters;
    this.terms = terms;
    this.thread = Thread.ofVirtual().name("courier").unstarted(this::run);
  }

  /** Starts one. */
  public static Courier start(Webhooks webhooks, Letters letters, Terms terms) {
    Courier courier = new Courier(webhooks, letters, terms);
    courier.thread.start();
    return courier;
  }

  /** Finishes the delivery in progress and ends. */
  @Override
  public void close() {
    stopping.countDown();
    try {
      thread.join(PATIENCE.plusSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!stopping.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        try {
          while (stopping.getCount() > 0 && round()) {
            continue;
          }
        } catch (LedgerUnavailableException | IllegalStateException e) {
          LOG.warn("webhooks wait for the database", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether there was a receiver to deliver to. */
  private boolean round() throws InterruptedException {
    Optional<Webhooks.Taken> found = webhooks.take(letters.newest());
    if (found.isEmpty()) {
      return false;
    }
    Webhooks.Taken taken = found.get();
    for (Letter letter : letters.after(taken.webhook().position(), PART)) {
      if (stopping.getCount() == 0) {
        break;
      }
      if (!deliver(taken, letter)) {
        return true;
      }
    }
    webhooks.release(taken.webhook());
    return true;
  }

  private boolean deliver(Webhooks.Taken taken, Letter letter) throws InterruptedException {
    Webhook webhook = taken.webhook();
    int status = 0;
    String note = terms.privateReceivers() ? null : refusal(webhook.url());
    if (note == null) {
      try {
        HttpRequest request = request(taken, letter);
        status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        note = status >= 200 && status < 300 ? null : "the receiver did not take it";
      } catch (IOException e) {
        note = "the receiver did not answer";
      } catch (IllegalArgumentException e) {
        note = "the address cannot be called";
      }
    }
    if (note == null) {
      return webhooks.delivered(webhook, letter.entry(), status);
    }
    webhooks.failed(webhook, letter.entry(), new Webhooks.Failure(status, note, terms.firstWait()));
    return false;
  }

  private static HttpRequest request(Webhooks.Taken taken, Letter letter) {
    byte[] body = letter.json().getBytes(StandardCharsets.UTF_8);
    byte[] secret = HexFormat.of().parseHex(taken.secret());
    long seconds = DeliveryClock.seconds();
    return HttpRequest.newBuilder(URI.create(taken.webhook().url()))
        .timeout(PATIENCE)
        .header("Content-Type", "application/json")
        .header("webhook-id", letter.id())
        .header("webhook-timestamp", Long.toString(seconds))
        .header("webhook-signature", "v1=" + Signature.of(secret, letter.id(), seconds, body))
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  /** Why nothing may be sent there; null when it may. Looked at for each try. */
  static @Nullable String refusal(String url) {
    try {
      InetAddress[] addresses = InetAddress.getAllByName(URI.create(url).getHost());
      return Arrays.stream(addresses).anyMatch(Courier::isPrivate)
          ? "the receiver is in a private network"
          : null;
    } catch (UnknownHostException e) {
      return "the receiver's name is not known";
    }
  }

  private static boolean isPrivate(InetAddress address) {
    boolean uniqueLocal =
        address.getAddress().length == 16 && (address.getAddress()[0] & 0xFE) == 0xFC;
    return uniqueLocal
        || address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress();
  }
}
