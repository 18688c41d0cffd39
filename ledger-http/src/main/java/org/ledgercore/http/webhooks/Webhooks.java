package org.ledgercore.http.webhooks;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.ledgercore.http.access.ServiceSchema;

/**
 * The receivers and what was delivered to them, in the service's own schema. Safe for many threads.
 */
public final class Webhooks {

  private static final int ID_BYTES = 8;
  private static final int SECRET_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final String COLUMNS =
      """
      select webhook_id, url, position, failures, next_try_at, created_by, ended_at, secret
        from {s}.webhook
      """;
  private static final String ALL = COLUMNS + " order by created_at, webhook_id";
  private static final String ONE = COLUMNS + " where webhook_id = ?";
  private static final String INSERT =
      """
      insert into {s}.webhook (webhook_id, url, secret, position, created_by)
      values (?, ?, ?, ?, ?)
      """;
  private static final String END =
      "update {s}.webhook set ended_at = now() where webhook_id = ? and ended_at is null";
  private static final String REPLAY =
      """
      update {s}.webhook set position = ?, failures = 0, next_try_at = now()
       where webhook_id = ? and ended_at is null
      """;

  /** Whoever takes it has it for a minute; nobody else delivers to the same receiver meanwhile. */
  private static final String TAKE =
      """
      update {s}.webhook set next_try_at = now() + interval '1 minute'
       where webhook_id = (select webhook_id from {s}.webhook
                            where ended_at is null and next_try_at <= now() and position < ?
                            order by next_try_at limit 1 for update skip locked)
      returning webhook_id, url, position, failures, next_try_at, created_by, ended_at, secret
      """;

  private static final String DELIVERED =
      """
      update {s}.webhook set position = ?, failures = 0
       where webhook_id = ? and position = ?
      """;
  private static final String RELEASE =
      "update {s}.webhook set next_try_at = now() where webhook_id = ?";
  private static final String FAILED =
      """
      update {s}.webhook
         set failures = failures + 1,
             next_try_at = now()
               + least(? * power(2, least(failures, 20)) * interval '1 millisecond',
                       interval '1 hour')
       where webhook_id = ?
      """;
  private static final String LOG =
      "insert into {s}.delivery (webhook_id, entry_no, status, note) values (?, ?, ?, ?)";
  private static final String OF_ENTRY =
      """
      select delivery_id, entry_no, tried_at, status, note from {s}.delivery
       where entry_no = ? order by delivery_id
      """;
  private static final String DELIVERIES =
      """
      select delivery_id, entry_no, tried_at, status, note from {s}.delivery
       where webhook_id = ? and delivery_id > ? order by delivery_id limit ?
      """;

  /**
   * A receiver that is being delivered to.
   *
   * @param webhook which
   * @param secret by which is signed
   */
  record Taken(Webhook webhook, String secret) {}

  private final ServiceSchema schema;

  public Webhooks(ServiceSchema schema) {
    this.schema = schema;
  }

  /** A new receiver, from behind an entry on. */
  public Webhook.Created create(String url, long after, String by) {
    String id = HexFormat.of().formatHex(random(ID_BYTES));
    String secret = HexFormat.of().formatHex(random(SECRET_BYTES));
    schema.change(
        INSERT,
        statement -> {
          statement.setString(1, id);
          statement.setString(2, url);
          statement.setString(3, secret);
          statement.setLong(4, after);
          statement.setString(5, by);
        });
    return new Webhook.Created(find(id).orElseThrow(), secret);
  }

  /** All receivers, ended ones too. */
  public List<Webhook> all() {
    return schema.ask(ALL, statement -> {}, Webhooks::taken).stream().map(Taken::webhook).toList();
  }

  /** The receiver with this id. */
  public Optional<Webhook> find(String id) {
    return schema.ask(ONE, statement -> statement.setString(1, id), Webhooks::taken).stream()
        .map(Taken::webhook)
        .findFirst();
  }

  /** Sends nothing any more. Empty when there is no such receiver. */
  public Optional<Webhook> end(String id) {
    schema.change(END, statement -> statement.setString(1, id));
    return find(id);
  }

  /** Sends everything behind an entry, again if need be. Empty when there is no such receiver. */
  public Optional<Webhook> replay(String id, long after) {
    schema.change(
        REPLAY,
        statement -> {
          statement.setLong(1, after);
          statement.setString(2, id);
        });
    return find(id);
  }

  /** Tries to deliver, in order, behind one of them. */
  public List<Webhook.Delivery> deliveries(String id, long after, Integer limit) {
    return schema.ask(
        DELIVERIES,
        statement -> {
          statement.setString(1, id);
          statement.setLong(2, after);
          statement.setInt(3, limit);
        },
        Webhooks::deliveries);
  }

  /** Every try to deliver one entry, to whomever. */
  public List<Webhook.Delivery> deliveriesOf(long entry) {
    return schema.ask(OF_ENTRY, statement -> statement.setLong(1, entry), Webhooks::deliveries);
  }

  /** A receiver that is due and lacks an entry up to the newest. */
  Optional<Taken> take(long newest) {
    return schema.ask(TAKE, statement -> statement.setLong(1, newest), Webhooks::taken).stream()
        .findFirst();
  }

  /** The receiver has this entry; false when somebody set it back meanwhile. */
  boolean delivered(Webhook webhook, long entry, int status) {
    log(webhook, entry, status, "");
    int moved =
        schema.change(
            DELIVERED,
            statement -> {
              statement.setLong(1, entry);
              statement.setString(2, webhook.id());
              statement.setLong(3, entry - 1);
            });
    return moved == 1;
  }

  /** Others may deliver to it now. */
  void release(Webhook webhook) {
    schema.change(RELEASE, statement -> statement.setString(1, webhook.id()));
  }

  /** The receiver did not take this entry; the next try waits twice as long as the last. */
  void failed(Webhook webhook, long entry, Failure failure) {
    log(webhook, entry, failure.status(), failure.note());
    schema.change(
        FAILED,
        statement -> {
          statement.setLong(1, failure.firstWait().toMillis());
          statement.setString(2, webhook.id());
        });
  }

  /**
   * Why a try failed.
   *
   * @param status what the receiver answered, 0 for nothing
   * @param note in words
   * @param firstWait how long to wait after the first failure
   */
  record Failure(int status, String note, Duration firstWait) {}

  private void log(Webhook webhook, long entry, int status, String note) {
    schema.change(
        LOG,
        statement -> {
          statement.setString(1, webhook.id());
          statement.setLong(2, entry);
          statement.setObject(3, status == 0 ? null : status, Types.INTEGER);
          statement.setString(4, note);
        });
  }

  private static List<Taken> taken(ResultSet row) throws SQLException {
    List<Taken> found = new ArrayList<>();
    while (row.next()) {
      OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
      Webhook webhook =
          new Webhook(
              row.getString("webhook_id"),
              row.getString("url"),
              row.getLong("position"),
              row.getInt("failures"),
              row.getObject("next_try_at", OffsetDateTime.class).toInstant(),
              row.getString("created_by"),
              ended == null ? null : ended.toInstant());
      found.add(new Taken(webhook, row.getString("secret")));
    }
    return found;
  }

  private static List<Webhook.Delivery> deliveries(ResultSet row) throws SQLException {
    List<Webhook.Delivery> found = new ArrayList<>();
    while (row.next()) {
      Instant at = row.getObject("tried_at", OffsetDateTime.class).toInstant();
      int status = row.getInt("status");
      boolean none = row.wasNull();
      found.add(
          new Webhook.Delivery(
              row.getLong("delivery_id"),
              row.getLong("entry_no"),
              at,
              none ? null : status,
              row.getString("note")));
    }
    return found;
  }

  private static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }
}
