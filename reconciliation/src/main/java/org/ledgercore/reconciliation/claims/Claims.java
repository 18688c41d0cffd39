package org.ledgercore.reconciliation.claims;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ledgercore.money.Text;
import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.reconciliation.matching.Match;
import org.ledgercore.reconciliation.matching.Origin;
import org.ledgercore.reconciliation.matching.SubsetProof;
import org.ledgercore.reconciliation.store.Act;
import org.ledgercore.reconciliation.store.CopyRows;
import org.ledgercore.reconciliation.store.ReconciliationStore;
import org.ledgercore.reconciliation.store.StoreException;

/** Takes items for matches, lets them go, and knows what is taken. Safe for many threads. */
public final class Claims {

  private static final int MAX_NAME = 255;
  private static final int MAX_REASON = 1_000;

  private final ReconciliationStore store;

  public Claims(ReconciliationStore store) {
    this.store = store;
  }

  /** What else is written in the transaction of the matches, knowing the number of the act. */
  public interface Besides {
    void write(Connection connection, long act) throws SQLException;
  }

  /** Puts items together by hand, all matches or none. */
  public Claiming take(List<Match> matches, String author, String reason) {
    Text.required("author", author, MAX_NAME);
    Text.required("reason", reason, MAX_REASON);
    return take(matches, new By(Act.MATCH, author, reason), (connection, act) -> {});
  }

  /**
   * Who does what, and why.
   *
   * @param act what is done
   * @param author by whom
   * @param reason why; may be empty
   */
  public record By(Act act, String author, String reason) {}

  /** The same with something else in the same transaction. */
  public Claiming take(List<Match> matches, By by, Besides besides) {
    try {
      return store.write(connection -> {
        long act = store.act(connection, by.act(), by.author(), by.reason());
        besides.write(connection, act);
        write(connection, act, matches);
        return new Claiming.Taken(act);
      });
    } catch (StoreException e) {
      List<Claim> held = e.isTaken() ? heldOf(matches) : List.of();
      if (held.isEmpty()) {
        throw e;
      }
      return new Claiming.Lost(held);
    }
  }

  /** Undoes a match: its items are free again, and it stays to be read. */
  public Unmatching release(MatchId match, String author, String reason) {
    return release(match, new By(Act.UNMATCH, author, reason), List.of(), (connection, act) -> {});
  }

  /** The same, with other matches of what is free then, and something else, in one transaction. */
  public Unmatching release(MatchId match, By by, List<Match> instead, Besides besides) {
    Text.required("author", by.author(), MAX_NAME);
    Text.required("reason", by.reason(), MAX_REASON);
    return store.write(connection -> {
      if (!exists(connection, "select 1 from {s}.match where act_no = ? and ordinal = ?", match)) {
        return Unmatching.UNKNOWN;
      }
      if (exists(
          connection, "select 1 from {s}.unmatch where matched = ? and ordinal = ?", match)) {
        return Unmatching.ALREADY_UNDONE;
      }
      long act = store.act(connection, by.act(), by.author(), by.reason());
      release(connection, act, match);
      besides.write(connection, act);
      write(connection, act, instead);
      return Unmatching.DONE;
    });
  }

  /** Everything of an account that is taken now. */
  public Taken taken(String account) {
    return taken(account, Long.MAX_VALUE);
  }

  /** Everything of an account that was taken after an act and before the next one. */
  public Taken taken(String account, long asOfAct) {
    String sql =
        """
        select side, item from {s}.claim
         where account = ? and act_no <= ? and (released is null or released > ?)
        """;
    return store.read(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(store.sql(sql))) {
        statement.setFetchSize(10_000);
        statement.setString(1, account);
        statement.setLong(2, asOfAct);
        statement.setLong(3, asOfAct);
        Set<String> outside = new HashSet<>();
        Set<String> inside = new HashSet<>();
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            (origin(row.getString(1)) == Origin.OUTSIDE ? outside : inside).add(row.getString(2));
          }
        }
        return new Taken(outside, inside);
      }
    });
  }

  /**
   * What is taken of one account.
   *
   * @param outside ids of lines
   * @param inside ids of movements of the ledger
   */
  public record Taken(Set<String> outside, Set<String> inside) implements Predicate<Item> {

    public Taken {
      outside = Set.copyOf(outside);
      inside = Set.copyOf(inside);
    }

    /** Whether an item is taken. */
    @Override
    public boolean test(Item item) {
      return (item.origin() == Origin.OUTSIDE ? outside : inside).contains(item.id());
    }
  }

  /** The live claims on these items, in order. */
  public List<Claim> held(Collection<Item> items) {
    String sql =
        """
        select c.account, c.side, c.item, c.act_no, c.ordinal
          from unnest(?::text[], ?::text[], ?::text[]) as wanted (account, side, item)
          join {s}.claim c on c.account = wanted.account and c.item = wanted.item
               and c.side = wanted.side::"char" and c.released is null
         order by 1, 2 desc, 3
        """;
    List<String> accounts = items.stream().map(Item::account).toList();
    List<String> sides = items.stream().map(item -> side(item.origin())).toList();
    List<String> ids = items.stream().map(Item::id).toList();
    return store.read(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(store.sql(sql))) {
        statement.setArray(1, texts(connection, accounts));
        statement.setArray(2, texts(connection, sides));
        statement.setArray(3, texts(connection, ids));
        List<Claim> claims = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            claims.add(
                new Claim(
                    row.getString(1),
                    origin(row.getString(2)),
                    row.getString(3),
                    new MatchId(row.getLong(4), row.getInt(5))));
          }
        }
        return claims;
      }
    });
  }

  private List<Claim> heldOf(List<Match> matches) {
    return held(matches.stream().flatMap(Match::items).toList());
  }

  private void write(Connection connection, long act, List<Match> matches) throws SQLException {
    String match =
        store.sql(
            """
            copy {s}.match (act_no, ordinal, account, unit, rule, version, outside, inside,
                            outside_sum, inside_sum, detail) from stdin
            """);
    try (CopyRows rows = CopyRows.into(connection, match)) {
      int ordinal = 0;
      for (Match each : matches) {
        Item first = each.first();
        rows.with(act).with(++ordinal).with(first.account()).with(first.unit().code());
        rows.with(each.rule().name()).with(each.version());
        rows.with(ids(each.outside())).with(ids(each.inside()));
        rows.with(each.outsideSum()).with(each.insideSum()).with(detail(each)).row();
      }
      rows.finish();
    }
    String claim = store.sql("copy {s}.claim (account, item, side, act_no, ordinal) from stdin");
    try (CopyRows rows = CopyRows.into(connection, claim)) {
      int ordinal = 0;
      for (Match each : matches) {
        ordinal++;
        for (Item item : (Iterable<Item>) each.items()::iterator) {
          rows.with(item.account()).with(item.id()).with(side(item.origin()));
          rows.with(act).with(ordinal).row();
        }
      }
      rows.finish();
    }
  }

  private void release(Connection connection, long act, MatchId match) throws SQLException {
    String event = store.sql("insert into {s}.unmatch (act_no, matched, ordinal) values (?, ?, ?)");
    try (PreparedStatement statement = connection.prepareStatement(event)) {
      statement.setLong(1, act);
      statement.setLong(2, match.act());
      statement.setInt(3, match.ordinal());
      statement.executeUpdate();
    }
    String free =
        store.sql(
            """
            update {s}.claim c set released = ?
              from {s}.match m
             where m.act_no = ? and m.ordinal = ?
               and c.account = m.account and c.item = any (m.outside || m.inside)
               and c.act_no = m.act_no and c.ordinal = m.ordinal and c.released is null
            """);
    try (PreparedStatement statement = connection.prepareStatement(free)) {
      statement.setLong(1, act);
      statement.setLong(2, match.act());
      statement.setInt(3, match.ordinal());
      statement.executeUpdate();
    }
  }

  private boolean exists(Connection connection, String sql, MatchId match) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(store.sql(sql))) {
      statement.setLong(1, match.act());
      statement.setInt(2, match.ordinal());
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  private static String detail(Match match) {
    SubsetProof proof = match.proof();
    return Stream.of(
            match.score() == null ? "" : "words " + match.score(),
            match.tolerance() == null ? "" : match.tolerance().toString(),
            proof == null ? "" : proof.certificate())
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static List<String> ids(List<Item> items) {
    return items.stream().map(Item::id).toList();
  }

  private static Array texts(Connection connection, List<String> texts) throws SQLException {
    return connection.createArrayOf("text", texts.toArray());
  }

  private static String side(Origin origin) {
    return origin == Origin.OUTSIDE ? "O" : "I";
  }

  private static Origin origin(String side) {
    return side.equals("O") ? Origin.OUTSIDE : Origin.INSIDE;
  }
}
