package org.ledgercore;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountState;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.Act;
import org.ledgercore.journal.Act.Author;
import org.ledgercore.journal.AsOf;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Text;
import org.ledgercore.query.ListedAccount;
import org.ledgercore.query.Paging;
import org.ledgercore.query.Queries;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.RejectedException;

/**
 * The room of accounts: open them, change what may change, close them. Every change is a record of
 * the log with who made it and why; it takes effect between two entries, for every writer at once.
 * Safe for many threads.
 */
public final class Accounts {

  private static final int MAX_ACTOR = 255;
  private static final int MAX_REASON = 1_000;

  private final Queries queries;
  private final Function<Command, Outcome> run;

  Accounts(Queries queries, Function<Command, Outcome> run) {
    this.queries = queries;
    this.run = run;
  }

  /**
   * Opens an account, or returns it when it was opened as the same thing.
   *
   * @throws RejectedException when the currency is unknown or the account is open as another thing
   */
  public Account open(NewAccount account) {
    return open(new Command.OpenAccount(account));
  }

  /** The same, and the log keeps who opened it and why. */
  public Account open(NewAccount account, Author author) {
    return open(new Command.OpenAccount(account, author));
  }

  private Account open(Command.OpenAccount command) {
    NewAccount account = command.account();
    run.apply(command).orThrow();
    return find(account.ref())
        .orElseThrow(() -> new IllegalStateException(account.ref() + " was not stored"));
  }

  /**
   * Posts an entry and opens those of the accounts that are missing, in one batch: all of it, or
   * nothing when the entry is refused.
   */
  public Outcome openAndPost(List<NewAccount> accounts, JournalEntry entry) {
    return run.apply(new Command.PostOpening(accounts, entry));
  }

  /**
   * Closes an empty account for good.
   *
   * @param actor who closes it, 1 to 255 code points
   * @param reason why, 1 to 1,000 code points
   */
  public Outcome close(AccountRef account, String actor, String reason) {
    Text.required("actor", actor, MAX_ACTOR);
    Text.required("reason", reason, MAX_REASON);
    return run.apply(new Command.CloseAccount(account, actor, reason));
  }

  /**
   * Freezes an account: for what comes in, for what goes out, or for both.
   *
   * @throws InvalidInputException when {@code status} is not one of the three
   */
  public Outcome freeze(AccountRef account, AccountStatus status, Act act) {
    if (status == AccountStatus.OPEN || status == AccountStatus.CLOSED) {
      throw new InvalidInputException(
          "status", "must be FROZEN_IN, FROZEN_OUT or FROZEN", status.name());
    }
    return run.apply(new Command.FreezeAccount(account, status, act));
  }

  /** Lets a frozen account take everything again. */
  public Outcome unfreeze(AccountRef account, Act act) {
    return run.apply(new Command.FreezeAccount(account, AccountStatus.OPEN, act));
  }

  /**
   * Sets both limits, in minor units on the normal side; null for none. An account that stands
   * beyond a new limit may stay there, but no entry may take it further.
   */
  public Outcome limit(AccountRef account, @Nullable Long floor, @Nullable Long ceiling, Act act) {
    return run.apply(new Command.LimitAccount(account, floor, ceiling, act));
  }

  /** Sets the owner, null for none, and all dimensions: facts to report by. */
  public Outcome assign(
      AccountRef account, @Nullable String owner, Map<String, String> dimensions, Act act) {
    return run.apply(new Command.AssignAccount(account, owner, Map.copyOf(dimensions), act));
  }

  /** The account with this path and currency. */
  public Optional<Account> find(AccountRef account) {
    return queries.account(account);
  }

  /** What holds of an account as of the newest entry; empty when there is no such account. */
  public Optional<AccountState> state(AccountRef account) {
    return queries.accountState(account);
  }

  /**
   * A page of all accounts, each with what is posted, pending and available and with its owner,
   * after the account with this id; see {@link Queries#accounts}.
   */
  public List<ListedAccount> page(AsOf asOf, Paging paging) {
    return queries.accounts(asOf, paging);
  }

  /** The accounts that an organisation owns now, in order of path and currency. */
  public List<Account> ownedBy(String organisation) {
    return queries.accountsOf(organisation);
  }
}
