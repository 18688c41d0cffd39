package org.ledgercore.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.rules.Books;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.FactBook;

/**
 * What the commands of a batch name, and so what must be read before they are decided.
 *
 * @param keys hashes of the keys of their entries
 * @param accounts the accounts of their postings
 * @param units the codes of their units
 * @param facts the facts that their entries change
 * @param cases the ids of the cases that their conditions look at
 * @param follows the numbers of the earlier entries that they follow
 */
record Wanted(
    Set<UUID> keys,
    Set<AccountRef> accounts,
    Set<String> units,
    Set<FactRef> facts,
    Set<String> cases,
    Set<Long> follows) {

  private Wanted() {
    this(
        new LinkedHashSet<>(),
        new LinkedHashSet<>(),
        new LinkedHashSet<>(),
        new LinkedHashSet<>(),
        new LinkedHashSet<>(),
        new LinkedHashSet<>());
  }

  static Wanted by(Collection<Command> commands) {
    Wanted wanted = new Wanted();
    wanted.facts().addAll(FactBook.STANDING);
    commands.forEach(wanted::add);
    return wanted;
  }

  /** The units and accounts that the books do not remember; no keys. */
  static Wanted missingFrom(Books books, Collection<Command> commands) {
    Wanted missing = new Wanted();
    missing.facts().addAll(FactBook.STANDING);
    for (Command command : commands) {
      if (command instanceof Command.Post(JournalEntry entry)) {
        missing.addMissing(books, entry);
      } else {
        missing.add(command);
      }
    }
    missing.accounts().removeIf(account -> books.head(account) != null);
    missing.facts().removeIf(fact -> books.facts().head(fact) != null);
    Set<String> currencies = new LinkedHashSet<>(missing.units());
    missing.accounts().forEach(account -> currencies.add(account.currency()));
    missing.units().clear();
    missing.units().addAll(currencies);
    return missing;
  }

  /** The accounts and units of these entries' legs that the books do not remember. */
  static Wanted legsOf(Books books, Collection<RecordedEntry> entries) {
    Wanted wanted = new Wanted();
    entries.forEach(entry -> wanted.add(entry.entry()));
    wanted.accounts().removeIf(account -> books.head(account) != null);
    return wanted;
  }

  /** Takes out the accounts that the books know, but with figures that are outdated; their ids. */
  int[] takeOutdated(Books books) {
    int[] outdated = new int[accounts.size()];
    int count = 0;
    for (Iterator<AccountRef> each = accounts.iterator(); each.hasNext(); ) {
      int account = books.outdated(each.next());
      if (account != 0) {
        outdated[count++] = account;
        each.remove();
      }
    }
    return Arrays.copyOf(outdated, count);
  }

  private void addMissing(Books books, JournalEntry entry) {
    addFact(entry);
    for (Posting posting : entry.postings()) {
      AccountRef account = posting.ref();
      if (books.head(account) == null) {
        accounts.add(account);
      }
    }
    entry
        .conditions()
        .forEach(condition -> {
          if (condition instanceof Condition.OnAccount on) {
            accounts.add(on.account());
          } else {
            add(condition);
          }
        });
  }

  /** Fills a statement's parameters: units, then paths and currencies of accounts. */
  void bindUnitsAndAccounts(PreparedStatement statement, int first) throws SQLException {
    Connection connection = statement.getConnection();
    List<String> paths = new ArrayList<>();
    List<String> codes = new ArrayList<>();
    for (AccountRef account : accounts) {
      paths.add(account.path().value());
      codes.add(account.currency());
    }
    statement.setArray(first, BooksLoader.texts(connection, units));
    statement.setArray(first + 1, BooksLoader.texts(connection, paths));
    statement.setArray(first + 2, BooksLoader.texts(connection, codes));
  }

  private void add(Command command) {
    command.entries().forEach(this::add);
    switch (command) {
      case Command.OpenAccount open -> {
        accounts.add(open.account().ref());
        units.add(open.account().unit().code());
      }
      case Command.CloseAccount close -> add(close.account());
      case Command.FreezeAccount freeze -> add(freeze.account());
      case Command.LimitAccount limit -> add(limit.account());
      case Command.AssignAccount assign -> add(assign.account());
      case Command.Reverse reverse -> follows.add(reverse.entryNo());
      case Command.Settle settle -> follows.add(settle.hold());
      case Command.VoidHold letGo -> follows.add(letGo.hold());
      case Command.OpenUnit open -> units.add(open.unit().code());
      case Command.Post post -> {}
      case Command.PostGroup group -> {}
      case Command.PostOpening opening -> opening.accounts().forEach(each -> add(each.ref()));
    }
  }

  private void addFact(JournalEntry entry) {
    JournalEntry.FactChange fact = entry.fact();
    if (fact != null) {
      facts.add(fact.ref());
    }
  }

  private void add(AccountRef account) {
    accounts.add(account);
    units.add(account.currency());
  }

  private void add(JournalEntry entry) {
    addFact(entry);
    keys.add(entry.keyHash());
    for (Posting posting : entry.postings()) {
      accounts.add(posting.ref());
      units.add(posting.amount().unit().code());
    }
    entry.conditions().forEach(this::add);
  }

  private void add(Condition condition) {
    switch (condition) {
      case Condition.OnAccount on -> add(on.account());
      case Condition.FactAt at -> facts.add(at.fact());
      case Condition.CaseUnmoved unmoved -> cases.add(unmoved.correlation());
    }
  }
}
