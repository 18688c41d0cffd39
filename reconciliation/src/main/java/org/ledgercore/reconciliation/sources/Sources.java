package org.ledgercore.reconciliation.sources;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Text;
import org.ledgercore.reconciliation.matching.Rules;
import org.ledgercore.reconciliation.matching.Tolerance;
import org.ledgercore.reconciliation.store.Act;
import org.ledgercore.reconciliation.store.ReconciliationStore;

/** Declared sources and versions of rules. Safe for many threads. */
public final class Sources {

  private static final int MAX_NAME = 255;

  /** So many calendar days may two value dates lie apart until somebody declares otherwise. */
  private static final int WINDOW = 3;

  private final ReconciliationStore store;

  public Sources(ReconciliationStore store) {
    this.store = store;
  }

  /**
   * Declares a source, or how it is read from now on. All sources of an account read it in one
   * unit, since lines that are stored would change their meaning.
   *
   * @throws InvalidInputException when another source, or this one, says otherwise of the account
   */
  public void declare(Source source, String author) {
    Text.required("author", author, MAX_NAME);
    store.write(connection -> {
      for (Source other : read(connection)) {
        requireSame(source, other);
      }
      insert(connection, store.act(connection, Act.DECLARE, author, source.name()), source);
      return true;
    });
  }

  /** Every source as it is declared now, by name. */
  public List<Source> all() {
    return store.read(this::read);
  }

  /** The source with this name. */
  public Optional<Source> find(String name) {
    return all().stream().filter(source -> source.name().equals(name)).findFirst();
  }

  /** The sources of an account, by name. */
  public List<Source> of(String account) {
    return all().stream().filter(source -> source.whose().path().value().equals(account)).toList();
  }

  /**
   * Declares a version of the rules of an account, in force from now on.
   *
   * @throws InvalidInputException when the version is known and says something else
   */
  public void rules(String account, Rules rules, String author) {
    Text.required("author", author, MAX_NAME);
    store.write(connection -> {
      Optional<Rules> known =
          rules(connection, account).stream()
              .filter(each -> each.version().equals(rules.version()))
              .findFirst();
      if (known.isPresent()) {
        if (!known.get().equals(rules)) {
          throw new InvalidInputException(
              "version", "must be a new one: a version never changes", rules.version());
        }
        return false;
      }
      insert(
          connection,
          store.act(connection, Act.DECLARE, author, account + " " + rules.version()),
          account,
          rules);
      return true;
    });
  }

  /** The rules of an account that are in force. */
  public Rules rules(Source.Whose whose) {
    String account = whose.path().value();
    return store.read(connection -> rules(connection, account)).stream()
        .findFirst()
        .orElseGet(() -> usual(whose.party()));
  }

  /** The rules of an account that a run names, in the words of {@link Rules#toString()}. */
  public Optional<Rules> rules(Source.Whose whose, String words) {
    List<Rules> all =
        new ArrayList<>(store.read(connection -> rules(connection, whose.path().value())));
    all.add(usual(whose.party()));
    return all.stream().filter(rules -> rules.toString().equals(words)).findFirst();
  }

  private static Rules usual(Party party) {
    return party == Party.PROVIDER
        ? Rules.forProvider("usual-1", WINDOW)
        : Rules.forBank("usual-1", WINDOW);
  }

  private static void requireSame(Source source, Source other) {
    boolean isSameAccount = source.whose().path().equals(other.whose().path());
    if (isSameAccount
        && !(source.whose().currency().equals(other.whose().currency())
            && source.reading().decimals() == other.reading().decimals())) {
      throw new InvalidInputException(
          "currency",
          "must be %s with %d decimals, as of source %s"
              .formatted(other.whose().currency(), other.reading().decimals(), other.name()),
          source.whose().currency() + " with " + source.reading().decimals());
    }
    if (!isSameAccount && source.name().equals(other.name())) {
      throw new InvalidInputException(
          "name", "must not be in use for " + other.whose().path(), source.name());
    }
  }

  private void insert(Connection connection, long act, Source source) throws SQLException {
    String sql =
        """
        insert into {s}.source (name, act_no, party, party_id, account, currency, decimals,
                                settles_at, format, identifiers, mapping)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;
    Source.Whose whose = source.whose();
    Source.Reading reading = source.reading();
    List<String> words = new ArrayList<>();
    reading.mapping().forEach((word, value) -> words.addAll(List.of(word, value)));
    try (PreparedStatement statement = connection.prepareStatement(store.sql(sql))) {
      statement.setString(1, source.name());
      statement.setLong(2, act);
      statement.setString(3, whose.party().name());
      statement.setString(4, whose.id());
      statement.setString(5, whose.path().value());
      statement.setString(6, whose.currency());
      statement.setInt(7, reading.decimals());
      statement.setString(8, whose.settlesAt());
      statement.setString(9, reading.format().name());
      statement.setArray(10, connection.createArrayOf("text", reading.identifiers().toArray()));
      statement.setArray(11, connection.createArrayOf("text", words.toArray()));
      statement.executeUpdate();
    }
  }

  private List<Source> read(Connection connection) throws SQLException {
    String sql = "select distinct on (name) * from {s}.source order by name, act_no desc";
    List<Source> sources = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(store.sql(sql));
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        sources.add(source(row));
      }
    }
    return sources;
  }

  private static Source source(ResultSet row) throws SQLException {
    List<String> words = texts(row, "mapping");
    SortedMap<String, String> mapping = new TreeMap<>();
    for (int i = 0; i < words.size(); i += 2) {
      mapping.put(words.get(i), words.get(i + 1));
    }
    return new Source(
        row.getString("name"),
        new Source.Whose(
            Party.valueOf(row.getString("party")),
            row.getString("party_id"),
            row.getString("currency"),
            row.getString("settles_at")),
        new Source.Reading(
            Format.valueOf(row.getString("format")),
            row.getInt("decimals"),
            Set.copyOf(texts(row, "identifiers")),
            mapping));
  }

  private void insert(Connection connection, long act, String account, Rules rules)
      throws SQLException {
    String sql =
        """
        insert into {s}.ruleset (account, version, act_no, window_days, keys_decide, tolerances)
        values (?, ?, ?, ?, ?, ?)
        """;
    List<String> tolerances =
        rules.tolerances().stream()
            .map(it -> it.cause() + " " + it.minor() + " " + it.basisPoints())
            .toList();
    try (PreparedStatement statement = connection.prepareStatement(store.sql(sql))) {
      statement.setString(1, account);
      statement.setString(2, rules.version());
      statement.setLong(3, act);
      statement.setInt(4, rules.windowDays());
      statement.setBoolean(5, rules.keysDecide());
      statement.setArray(6, connection.createArrayOf("text", tolerances.toArray()));
      statement.executeUpdate();
    }
  }

  /** The versions of an account, the newest first. */
  private List<Rules> rules(Connection connection, String account) throws SQLException {
    String sql = "select * from {s}.ruleset where account = ? order by act_no desc";
    List<Rules> versions = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(store.sql(sql))) {
      statement.setString(1, account);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          versions.add(rules(row));
        }
      }
    }
    return versions;
  }

  private static Rules rules(ResultSet row) throws SQLException {
    String version = row.getString("version");
    int days = row.getInt("window_days");
    Rules plain =
        row.getBoolean("keys_decide")
            ? Rules.forProvider(version, days)
            : Rules.forBank(version, days);
    return plain.tolerating(
        texts(row, "tolerances").stream()
            .map(words -> words.split(" ", -1))
            .map(it ->
                new Tolerance(
                    Tolerance.Cause.valueOf(it[0]), Long.parseLong(it[1]), Integer.parseInt(it[2])))
            .toArray(Tolerance[]::new));
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }
}
