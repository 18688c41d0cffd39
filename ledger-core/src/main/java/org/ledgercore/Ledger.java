package org.ledgercore;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Balance;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.commit.Batches;
import org.ledgercore.commit.LedgerUnavailableException;
import org.ledgercore.commit.Preview;
import org.ledgercore.commit.Writers;
import org.ledgercore.facts.Facts;
import org.ledgercore.facts.Trail;
import org.ledgercore.holds.Holds;
import org.ledgercore.journal.Act.Author;
import org.ledgercore.journal.AsOf;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Part;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.periods.Calendars;
import org.ledgercore.periods.Periods;
import org.ledgercore.query.AccountStatement;
import org.ledgercore.query.Chain;
import org.ledgercore.query.EntryRange;
import org.ledgercore.query.Feed;
import org.ledgercore.query.Health;
import org.ledgercore.query.Queries;
import org.ledgercore.query.TrialBalance;
import org.ledgercore.query.Verification;
import org.ledgercore.query.Verifier;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.RejectedException;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.store.Migrations;
import org.ledgercore.subjects.Subjects;

/**
 * A set of books in one PostgreSQL schema: accounts, an append-only journal of balanced entries,
 * and the questions finance asks of them. Safe for many threads.
 *
 * <p>A refusal is a value ({@link Outcome.Rejected}); exceptions are for lost infrastructure
 * ({@link LedgerUnavailableException}, {@link org.ledgercore.commit.OutcomeUnknownException},
 * {@link org.ledgercore.commit.HistoryGoneException}), for input that breaks a rule by itself
 * ({@link InvalidInputException}), and for our own bugs.
 */
public final class Ledger implements AutoCloseable {

  private static final int POOL_SIZE = 10;

  private final Writers.Hold hold;
  private final Queries queries;
  private final Feed feed;
  private final Verifier verifier;
  private final Facts facts;
  private final Chain chain;
  private final Calendars calendars;
  private final Periods periods;
  private final Subjects subjects;
  private final Trail trail;
  private final Accounts accounts;
  private final Holds holds;
  private final Runnable onClose;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Ledger(DataSource dataSource, LedgerSchema schema, Writers.Hold hold, Runnable close) {
    this.hold = hold;
    this.queries = new Queries(dataSource, schema);
    this.feed = new Feed(dataSource, schema);
    this.verifier = new Verifier(dataSource, schema);
    this.facts = new Facts(dataSource, schema, this::post);
    this.chain = new Chain(dataSource, schema);
    this.calendars = new Calendars(facts, this::post);
    this.periods = new Periods(dataSource, schema, hold.appender(), facts);
    this.trail = new Trail(dataSource, schema);
    this.subjects = new Subjects(dataSource, schema, hold.appender(), facts);
    this.holds = new Holds(dataSource, schema, command -> run(command).getFirst());
    this.accounts = new Accounts(queries, command -> run(command).getFirst());
    this.onClose = close;
  }

  /**
   * Creates or upgrades the tables of a ledger in the schema. Needs the rights to create them; may
   * be run again at any time.
   */
  public static void migrate(DataSource dataSource, String schema) {
    Migrations.apply(dataSource, LedgerSchema.checkedName(schema));
  }

  /**
   * Opens the ledger in {@code options.schema()} on the host's data source, which stays the host's
   * to close.
   *
   * @throws IllegalStateException when the schema holds no ledger yet, or one of another format,
   *     when the server is unsafe, or when the journal lost the anchored head
   */
  public static Ledger open(DataSource dataSource, LedgerOptions options) {
    return open(dataSource, options, () -> {});
  }

  /** Opens the ledger on a connection pool of its own, closed with the ledger. */
  public static Ledger open(String jdbcUrl, LedgerOptions options) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(jdbcUrl);
    config.setMaximumPoolSize(POOL_SIZE);
    config.setPoolName("ledger-" + options.schema());
    HikariDataSource pool = new HikariDataSource(config);
    try {
      return open(pool, options, pool::close);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  private static Ledger open(DataSource dataSource, LedgerOptions options, Runnable close) {
    try {
      Opening.requireSafe(dataSource, options);
      LedgerSchema schema = LedgerSchema.find(dataSource, options.schema());
      Opening.requireAnchor(new Chain(dataSource, schema), options.safety().anchor());
      Writers.Hold hold =
          Writers.open(dataSource, schema, Opening.writer(options), options.pooler());
      return new Ledger(dataSource, schema, hold, close);
    } catch (SQLException e) {
      throw new LedgerUnavailableException("the database did not answer: " + e.getMessage(), e);
    }
  }

  /**
   * Opens a unit, or returns it when it is open as the same thing.
   *
   * @throws RejectedException when the code is open as another unit
   */
  public Unit openUnit(Unit unit) {
    run(new Command.OpenUnit(unit)).getFirst().orThrow();
    return unit;
  }

  /** The same, and the log keeps who opened it and why. */
  public Unit openUnit(Unit unit, Author author) {
    run(new Command.OpenUnit(unit, author)).getFirst().orThrow();
    return unit;
  }

  /**
   * Opens an account, or returns it when it is open as the same thing.
   *
   * @throws RejectedException when the currency is unknown or the account is open as another thing
   */
  public Account openAccount(NewAccount account) {
    return accounts.open(account);
  }

  /** Opening, freezing, limiting, assigning and closing accounts. */
  public Accounts accounts() {
    return accounts;
  }

  /** The account with this path and currency. */
  public Optional<Account> account(AccountRef account) {
    return queries.account(account);
  }

  /** Posts an entry; returns when it is durable, or refused. */
  public Outcome post(JournalEntry entry) {
    return run(new Command.Post(entry)).getFirst();
  }

  /** The same without waiting; the stage completes on a virtual thread, never on a writer's. */
  public CompletionStage<Outcome> submit(JournalEntry entry) {
    return hold.writer()
        .submit(List.of(new Command.Post(entry)))
        .thenApply(outcomes -> outcomes.getFirst().getFirst());
  }

  /**
   * Posts entries that do not depend on one another, in their order; one outcome per entry. Each
   * part of 4,096 is stored as soon as it is decided: when a later part cannot be posted, the
   * earlier ones stay.
   */
  public List<Outcome> postAll(List<JournalEntry> entries) {
    List<Outcome> outcomes = new ArrayList<>(entries.size());
    hold.writer().appendParts(Bulk.of(entries)).forEach(outcomes::addAll);
    return outcomes;
  }

  /** The same without waiting, for 1 to 4,096 entries; behind a pooler calls may overtake. */
  public CompletionStage<List<Outcome>> submitAll(List<JournalEntry> entries) {
    return hold.writer()
        .submit(Bulk.part(entries))
        .thenApply(outcomes -> outcomes.stream().map(List::getFirst).toList());
  }

  /**
   * Posts all entries, or none when one of them is refused; one outcome per entry, at most 10,000.
   */
  public List<Outcome> postAtomically(List<JournalEntry> entries) {
    Bulk.requireGroup(entries);
    return run(new Command.PostGroup(List.copyOf(entries)));
  }

  /**
   * Posts a bulk of groups, in their order, each with verdicts of its own: all entries of a group,
   * or none. A group of one is an entry by itself. As with {@link #postAll}, each part of about
   * 4,096 entries is stored as soon as it is decided.
   */
  public List<List<Outcome>> postGroups(List<List<JournalEntry>> groups) {
    return hold.writer().appendParts(Bulk.ofGroups(groups));
  }

  /**
   * Reverses all that is left of an entry: a new entry with the sides swapped, linked to it. The
   * reversal itself cannot be reversed; post the entry anew.
   *
   * @param date the reversal's effective date
   */
  public Outcome reverse(long number, String key, LocalDate date) {
    return reverse(number, Part.rest(EntryKey.of(key), date));
  }

  /** Reverses a part of an entry, leg by leg, or all that is left; see {@link Part}. */
  public Outcome reverse(long number, Part part) {
    return run(new Command.Reverse(number, part)).getFirst();
  }

  /** The numbers of the entries that reverse an entry, the first one first. */
  public List<Long> reversalsOf(long number) {
    return queries.reversalsOf(number);
  }

  /** Amounts reserved until they are settled, let go, or over. */
  public Holds holds() {
    return holds;
  }

  /** The same verdict as {@link #post}, with the balances it would leave; nothing is stored. */
  public Preview preview(JournalEntry entry) {
    return hold.appender().preview(new Command.Post(entry));
  }

  /**
   * The ledger inside the transaction of this connection: autocommit off, READ COMMITTED. What is
   * posted there commits and rolls back with it.
   */
  public JoinedLedger in(Connection connection) {
    return new JoinedLedger(hold.appender().joining(connection));
  }

  /** Facts about subjects: everything that changes and is not money. */
  public Facts facts() {
    return facts;
  }

  /** The calendar: which days are business days. */
  public Calendars calendar() {
    return calendars;
  }

  /** The audit trail: every record that is not an entry of money. */
  public Trail trail() {
    return trail;
  }

  /** Personal data, kept outside the chain. */
  public Subjects subjects() {
    return subjects;
  }

  /** Periods: which days are closed. */
  public Periods periods() {
    return periods;
  }

  /** An account's figures as of the newest entry. */
  public Balance balance(Account account) {
    return queries.balance(account);
  }

  /** An account's postings over a range of entries. */
  public AccountStatement statement(Account account, EntryRange range) {
    return queries.statement(account, range);
  }

  /** Every account's figures as of the newest entry. */
  public TrialBalance trialBalance() {
    return queries.trialBalance(AsOf.now());
  }

  /** Every account's figures as of an entry. */
  public TrialBalance trialBalance(long asOfEntry) {
    return queries.trialBalance(AsOf.entry(asOfEntry));
  }

  /** The journal as a feed: everything after a number, in order, and consumers that remember. */
  public Feed feed() {
    return feed;
  }

  /** Questions to the journal: either time axis, roll-ups, searches, statements, streams. */
  public Queries queries() {
    return queries;
  }

  /** The entry with this number. */
  public RecordedEntry entry(long number) {
    return queries
        .entry(number)
        .orElseThrow(() -> new NoSuchElementException("there is no entry " + number));
  }

  /** The entry that used this key. */
  public Optional<RecordedEntry> entry(EntryKey key) {
    return queries.entry(key);
  }

  /** The entries with these numbers, in order; numbers that do not exist are left out. */
  public List<RecordedEntry> entries(Collection<Long> numbers) {
    return queries.entries(numbers);
  }

  /** All entries of a case, in order: those that were correlated with this id. */
  public List<RecordedEntry> entriesOf(String correlation) {
    return queries.entriesOf(correlation);
  }

  /** The sum of all debits in one unit of the entries of a kind, up to an entry. */
  public Money debitsOf(String kind, Unit unit, long asOfEntry) {
    return queries.debitsOf(kind, unit, asOfEntry);
  }

  /** The number of the newest entry, 0 in an empty journal. */
  public long newestEntry() {
    return queries.newestEntry();
  }

  /** Reads the whole journal again and proves it; see {@link Verification}. */
  public Verification verify() {
    return verify(entry -> {});
  }

  /** The same, telling {@code progress} the number of the newest entry proved now and then. */
  public Verification verify(Consumer<Long> progress) {
    return verifier.verify(progress);
  }

  /** The log as it lies: batches with their heads, entries one after another. */
  public Chain chain() {
    return chain;
  }

  /** How the ledger is doing; one statement. */
  public Health health() {
    return chain.health(hold.writer().waiting());
  }

  /** The batches this process writes: how large they are and where their time goes. */
  public Batches batches() {
    return hold.batches();
  }

  /** Verification in pieces, from where an earlier one ended, or against heads kept elsewhere. */
  public Verifier verifier() {
    return verifier;
  }

  /**
   * Finishes or answers every call, gives back the sessions it kept, and closes the pool when the
   * ledger opened it; a host's data source stays open.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      hold.release().run();
      onClose.run();
    }
  }

  private List<Outcome> run(Command command) {
    return hold.writer().append(List.of(command)).getFirst();
  }
}
