package org.ledgercore.reconciliation.claims;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.reconciliation.matching.Rule;
import org.ledgercore.reconciliation.store.ReconciliationStore;

/** Reads stored matches. Safe for many threads. */
public final class Matches {

  private static final int MAX_LIMIT = 100_000;
  private static final String SELECT =
      """
      select m.*, a.author, a.reason, a.recorded_at, u.act_no as undone
        from {s}.match m
        join {s}.act a using (act_no)
        left join {s}.unmatch u on u.matched = m.act_no and u.ordinal = m.ordinal
      """;

  private final ReconciliationStore store;

  public Matches(ReconciliationStore store) {
    this.store = store;
  }

  /** The match of this name. */
  public Optional<StoredMatch> find(MatchId id) {
    String sql = store.sql(SELECT + " where m.act_no = ? and m.ordinal = ?");
    return store.read(connection -> {
      try (PreparedStatement select = connection.prepareStatement(sql)) {
        select.setLong(1, id.act());
        select.setInt(2, id.ordinal());
        return read(select).stream().findFirst();
      }
    });
  }

  /**
   * Matches of an account in the order in which they were made, undone ones too.
   *
   * @param account what is reconciled
   * @param after the last one known; {@code new MatchId(0, 0)} for the first page
   * @param limit at most so many, 1 to 100,000
   */
  public List<StoredMatch> of(String account, MatchId after, int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new InvalidInputException("limit", "must be 1 to " + MAX_LIMIT, limit);
    }
    String sql =
        store.sql(
            SELECT
                + """
                 where m.account = ? and (m.act_no, m.ordinal) > (?, ?)
                 order by m.act_no, m.ordinal
                 limit ?
                """);
    return store.read(connection -> {
      try (PreparedStatement select = connection.prepareStatement(sql)) {
        select.setString(1, account);
        select.setLong(2, after.act());
        select.setInt(3, after.ordinal());
        select.setInt(4, limit);
        return read(select);
      }
    });
  }

  /** The matches of an account that lived when this act was the newest. */
  public List<StoredMatch> asOf(String account, long act) {
    String sql =
        store.sql(
            SELECT
                + """
                 where m.account = ? and m.act_no <= ? and (u.act_no is null or u.act_no > ?)
                 order by m.act_no, m.ordinal
                """);
    return store.read(connection -> {
      try (PreparedStatement select = connection.prepareStatement(sql)) {
        select.setString(1, account);
        select.setLong(2, act);
        select.setLong(3, act);
        return read(select);
      }
    });
  }

  private static List<StoredMatch> read(PreparedStatement select) throws SQLException {
    List<StoredMatch> matches = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        long undone = row.getLong("undone");
        boolean isLive = row.wasNull();
        matches.add(
            new StoredMatch(
                new MatchId(row.getLong("act_no"), row.getInt("ordinal")),
                row.getString("account"),
                Rule.valueOf(row.getString("rule")),
                row.getString("version"),
                texts(row, "outside"),
                texts(row, "inside"),
                new StoredMatch.Sums(
                    row.getString("unit"), row.getLong("outside_sum"), row.getLong("inside_sum")),
                row.getString("detail"),
                new StoredMatch.Made(
                    row.getString("author"),
                    row.getString("reason"),
                    row.getObject("recorded_at", OffsetDateTime.class).toInstant()),
                isLive ? OptionalLong.empty() : OptionalLong.of(undone)));
      }
    }
    return matches;
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }
}
