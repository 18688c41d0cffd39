package org.ledgercore.approvals.people;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ledgercore.journal.FactBuilder;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;

/**
 * A principal who was found to be somebody, and the role they use.
 *
 * @param person who acts
 * @param behalf whose role it is; the same person unless it is delegated
 * @param role the role that gives the right; null where none is needed
 */
public record Actor(Principal principal, PersonId person, PersonId behalf, @Nullable String role) {

  /** The system's own login; nobody can sign in by it. */
  public static final String SYSTEM = "system";

  /** The system itself, for what happens because of the time or the books. */
  public static Actor system() {
    PersonId nobody = new PersonId(new UUID(0, 0));
    return new Actor(new Principal(SYSTEM, SYSTEM, null), nobody, nobody, null);
  }

  /** Whether this is one of these people, or acts for one. */
  public boolean isOrActsFor(PersonId one, PersonId other) {
    return person.equals(one) || person.equals(other) || behalf.equals(one) || behalf.equals(other);
  }

  /** Starts the record of an act: the fact's next version, by whom and why. */
  public FactBuilder records(FactRef about, int from, String reason) {
    return signed(JournalEntry.fact(about).from(from), reason);
  }

  /** Says on a record who acts and why. */
  public FactBuilder signed(FactBuilder record, String reason) {
    FactBuilder said =
        record
            .by(principal.login(), reason)
            .with("person", person.toString())
            .with("via", principal.via());
    if (role != null) {
      said.with("role", role);
    }
    return behalf.equals(person) ? said : said.with("behalf", behalf.toString());
  }
}
