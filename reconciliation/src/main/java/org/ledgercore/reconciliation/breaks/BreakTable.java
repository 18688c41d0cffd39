package org.ledgercore.reconciliation.breaks;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.reconciliation.breaks.Break.Resolution;
import org.ledgercore.reconciliation.breaks.Break.Standing;
import org.ledgercore.reconciliation.breaks.Break.State;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.store.ReconciliationStore;

/** Rows of breaks and of how they stand. Safe for many threads. */
final class BreakTable {

  private static final String SELECT =
      """
      select b.*, s.state, s.owner, s.due, s.resolution, s.reference
        from {s}.break b
        join lateral (select * from {s}.break_state v
                       where v.break_id = b.break_id and v.act_no <= ?
                       order by v.version desc limit 1) s on true
       where (? = '' or b.break_id = ?) and (? = '' or b.account = ?)
         and (? = '' or b.held_on = ?) and (? = '' or s.state = ?)
         and (not ? or s.resolution <> 'MATCHED')
       order by b.valued, b.break_id
      """;

  private final Ledger ledger;
  private final ReconciliationStore store;

  BreakTable(Ledger ledger, ReconciliationStore store) {
    this.ledger = ledger;
    this.store = store;
  }

  /**
   * What is wanted; an empty text wants everything.
   *
   * @param id of one break
   * @param account found on which
   * @param heldOn whose money is on which
   * @param standing how it stands
   */
  record Wanted(String id, String account, String heldOn, Stands standing) {

    /**
     * How a break stands.
     *
     * @param state in this state, if any is named
     * @param isUnmatched whether it must not have become a match, or another break
     * @param act as of which act
     */
    private record Stands(String state, boolean isUnmatched, long act) {

      static final Stands ANYHOW = new Stands("", false, Long.MAX_VALUE);
      static final Stands OPEN = new Stands(State.OPEN.name(), false, Long.MAX_VALUE);
    }

    static Wanted one(String id) {
      return new Wanted(id, "", "", Stands.ANYHOW);
    }

    static Wanted all(String account) {
      return new Wanted("", account, "", Stands.ANYHOW);
    }

    static Wanted open() {
      return open("");
    }

    static Wanted open(String account) {
      return new Wanted("", account, "", Stands.OPEN);
    }

    static Wanted openOn(String heldOn) {
      return new Wanted("", "", heldOn, Stands.OPEN);
    }

    static Wanted unmatched(String account, long act) {
      return new Wanted("", account, "", new Stands("", true, act));
    }

    static Wanted resolved() {
      Stands resolved = new Stands(State.RESOLVED.name(), false, Long.MAX_VALUE);
      return new Wanted("", "", "", resolved);
    }
  }

  List<Break> read(Connection connection, Wanted wanted) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(store.sql(SELECT))) {
      int i = 0;
      statement.setLong(++i, wanted.standing().act());
      for (String text :
          List.of(wanted.id(), wanted.account(), wanted.heldOn(), wanted.standing().state())) {
        statement.setString(++i, text);
        statement.setString(++i, text);
      }
      statement.setBoolean(++i, wanted.standing().isUnmatched());
      List<Break> breaks = new ArrayList<>();
      Map<String, Unit> units = new HashMap<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          breaks.add(one(row, units));
        }
      }
      return breaks;
    }
  }

  boolean isPostedBy(Connection connection, long entry) throws SQLException {
    String sql = store.sql("select 1 from {s}.break where entry_no = ?");
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, entry);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  /** Stores a break with its first standing, unless it is there. */
  void insert(Connection connection, long act, Opening opening, String owner) throws SQLException {
    String sql =
        """
        insert into {s}.break (break_id, opened, type, kind, account, unit, minor, valued,
                               outside, inside, why, held_on, entry_no)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (break_id) do nothing
        """;
    Finding finding = opening.finding();
    try (PreparedStatement statement = connection.prepareStatement(store.sql(sql))) {
      statement.setString(1, opening.id());
      statement.setLong(2, act);
      statement.setString(3, finding.type().name());
      statement.setString(4, opening.kind().name());
      statement.setString(5, finding.account());
      statement.setString(6, opening.amount().unit().code());
      statement.setLong(7, opening.amount().minor());
      statement.setObject(8, opening.valued());
      statement.setArray(9, texts(connection, Opening.ids(finding.outside())));
      statement.setArray(10, texts(connection, Opening.ids(finding.inside())));
      statement.setString(11, finding.why());
      statement.setString(12, opening.heldOn());
      statement.setObject(13, opening.entry());
      statement.executeUpdate();
    }
    Standing first = Standing.open(owner, opening.due());
    List<Break> known = read(connection, Wanted.one(opening.id()));
    boolean isBack =
        !known.isEmpty()
            && !known.getFirst().isOpen()
            && finding.type() != Finding.Type.POSSIBLE_DUPLICATE;
    if (known.isEmpty() || isBack) {
      stand(connection, act, opening.id(), first);
    }
  }

  /** Adds how a break stands from now on. */
  void stand(Connection connection, long act, String id, Standing standing) throws SQLException {
    String sql =
        """
        insert into {s}.break_state (break_id, version, act_no, state, owner, due, resolution,
                                     reference)
        select ?, coalesce(max(version), 0) + 1, ?, ?, ?, ?, ?, ?
          from {s}.break_state where break_id = ?
        """;
    Resolution resolution = standing.resolution();
    try (PreparedStatement statement = connection.prepareStatement(store.sql(sql))) {
      statement.setString(1, id);
      statement.setLong(2, act);
      statement.setString(3, standing.state().name());
      statement.setString(4, standing.owner());
      statement.setObject(5, standing.due());
      statement.setString(6, resolution == null ? "" : resolution.name());
      statement.setString(7, standing.reference());
      statement.setString(8, id);
      statement.executeUpdate();
    }
  }

  private Break one(ResultSet row, Map<String, Unit> units) throws SQLException {
    Unit unit = units.computeIfAbsent(row.getString("unit"), this::unit);
    long entry = row.getLong("entry_no");
    @Nullable Long posted = row.wasNull() ? null : entry;
    String resolution = row.getString("resolution");
    Standing standing =
        new Standing(
            State.valueOf(row.getString("state")),
            row.getString("owner"),
            row.getObject("due", LocalDate.class),
            resolution.isEmpty() ? null : Resolution.valueOf(resolution),
            row.getString("reference"));
    return new Break(
        row.getString("break_id"),
        Finding.Type.valueOf(row.getString("type")),
        BreakKind.valueOf(row.getString("kind")),
        row.getString("account"),
        Money.ofMinor(row.getLong("minor"), unit),
        row.getObject("valued", LocalDate.class),
        List.of((String[]) row.getArray("outside").getArray()),
        List.of((String[]) row.getArray("inside").getArray()),
        row.getString("why"),
        row.getString("held_on"),
        posted,
        standing);
  }

  private Unit unit(String code) {
    return ledger.queries().unit(code).orElseThrow();
  }

  private static Array texts(Connection connection, List<String> texts) throws SQLException {
    return connection.createArrayOf("text", texts.toArray());
  }
}
