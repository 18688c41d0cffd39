package org.ledgercore.http.ledger;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.webhooks.Courier;
import org.ledgercore.http.webhooks.Webhook;
import org.ledgercore.http.webhooks.Webhooks;
import org.ledgercore.http.wire.Json;
import org.ledgercore.http.wire.Page;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Text;
import org.ledgercore.query.Paging;

/** Webhooks: receivers of entries outside, what was delivered to them, and once more. */
public final class WebhookCalls implements Courier.Letters {

  private static final int MAX_URL = 500;

  private final Desk desk;
  private final Webhooks webhooks;

  public WebhookCalls(Desk desk, Webhooks webhooks) {
    this.desk = desk;
    this.webhooks = webhooks;
  }

  /**
   * A receiver. Sent twice it is two receivers; end the one that is not needed.
   *
   * @param url an http or https address without user, at most 500 characters
   * @param after the entry behind which to begin; missing for the newest
   */
  public record NewWebhook(String url, @Nullable Long after) {}

  /**
   * Names a receiver.
   *
   * @param id its id
   */
  public record WhichWebhook(String id) {}

  /**
   * Sends again.
   *
   * @param id the receiver
   * @param after the entry behind which to begin anew
   */
  public record Replaying(String id, long after) {}

  /**
   * A page of tries.
   *
   * @param id the receiver
   * @param after what the page before said
   * @param limit 1 to 1000; missing for 100
   */
  public record TriesWanted(String id, @Nullable Long after, @Nullable Integer limit) {}

  /**
   * What is known of a receiver.
   *
   * @param id names it
   * @param url where entries are sent
   * @param position the last entry it said it has
   * @param failures how often the next one failed in a row
   * @param nextTryAt not before then
   * @param createdBy who asked for it
   * @param endedAt when it was ended; missing while it goes on
   * @param secret by which it checks signatures: shown once, when it is made
   */
  public record WebhookCard(
      String id,
      String url,
      long position,
      int failures,
      Instant nextTryAt,
      String createdBy,
      @Nullable Instant endedAt,
      @Nullable String secret) {

    static WebhookCard of(Webhook webhook, @Nullable String secret) {
      return new WebhookCard(
          webhook.id(),
          webhook.url(),
          webhook.position(),
          webhook.failures(),
          webhook.nextTryAt(),
          webhook.createdBy(),
          webhook.endedAt(),
          secret);
    }
  }

  /**
   * One try to deliver an entry.
   *
   * @param id its number
   * @param entry the entry
   * @param triedAt when
   * @param status the receiver's HTTP status; missing when it gave none
   * @param note why it failed; empty when it did not
   */
  public record Try(long id, long entry, Instant triedAt, @Nullable Integer status, String note) {

    static Try of(Webhook.Delivery delivery) {
      return new Try(
          delivery.id(), delivery.entry(), delivery.triedAt(), delivery.status(), delivery.note());
    }
  }

  /**
   * What a receiver gets.
   *
   * @param id the same for every try of this entry
   * @param event {@code entry.} and the entry's kind, or the kind of a record of the log
   * @param entry the entry
   */
  public record Event(String id, String event, Views.Entry entry) {}

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.one("createWebhook", NewWebhook.class, WebhookCard.class, this::create);
    to.page("listWebhooks", ChartCalls.Nothing.class, WebhookCard.class, this::list);
    to.page("listDeliveries", TriesWanted.class, Try.class, this::tries);
    to.one("replayWebhook", Replaying.class, WebhookCard.class, this::replay);
    to.one("endWebhook", WhichWebhook.class, WebhookCard.class, this::end);
  }

  /** A new receiver. */
  public Answer<WebhookCard> create(Call call, NewWebhook wanted) {
    Long after = wanted.after();
    long from = after == null ? desk.ledger().newestEntry() : after;
    if (from < 0) {
      throw new InvalidInputException("after", "must be at least 0", from);
    }
    Webhook.Created created = webhooks.create(checked(wanted.url()), from, call.actor());
    return Answer.recorded(WebhookCard.of(created.webhook(), created.secret()));
  }

  /** All receivers. */
  public Answer<Page<WebhookCard>> list(Call call, ChartCalls.Nothing nothing) {
    return Answer.found(
        new Page<>(
            webhooks.all().stream().map(webhook -> WebhookCard.of(webhook, null)).toList(), null));
  }

  /** Ends a receiver. */
  public Answer<WebhookCard> end(Call call, WhichWebhook which) {
    return Answer.found(webhooks.end(which.id()).map(it -> WebhookCard.of(it, null)));
  }

  /** Sends everything behind an entry again. */
  public Answer<WebhookCard> replay(Call call, Replaying wanted) {
    if (wanted.after() < 0) {
      throw new InvalidInputException("after", "must be at least 0", wanted.after());
    }
    return Answer.found(
        webhooks.replay(wanted.id(), wanted.after()).map(it -> WebhookCard.of(it, null)));
  }

  /** Tries to deliver to a receiver. */
  public Answer<Page<Try>> tries(Call call, TriesWanted wanted) {
    Paging paging = Limit.page(wanted.after(), wanted.limit());
    List<Try> found =
        webhooks.deliveries(wanted.id(), paging.after(), paging.limit()).stream()
            .map(Try::of)
            .toList();
    return Answer.found(
        new Page<>(
            found, found.size() < paging.limit() ? null : Long.toString(found.getLast().id())));
  }

  @Override
  public long newest() {
    return desk.ledger().newestEntry();
  }

  @Override
  public List<Courier.Letter> after(long entry, Integer limit) {
    return desk.ledger().feed().entriesAfter(Paging.after(entry, limit)).stream()
        .map(this::letter)
        .toList();
  }

  private Courier.Letter letter(RecordedEntry recorded) {
    String id = desk.ledger().chain().ledger() + "/" + recorded.number();
    String kind = recorded.entry().kind();
    String event = recorded.entry().postings().isEmpty() ? kind : "entry." + kind;
    return new Courier.Letter(
        recorded.number(), id, Json.text(new Event(id, event, Views.Entry.of(recorded))));
  }

  private static String checked(String url) {
    Text.required("url", url, MAX_URL);
    try {
      URI address = URI.create(url);
      boolean isWeb = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      if (isWeb && address.getHost() != null && address.getUserInfo() == null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("url", "must be an http or https address", url);
    }
    throw new InvalidInputException("url", "must be an http or https address", url);
  }
}
