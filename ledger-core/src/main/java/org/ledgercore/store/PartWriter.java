package org.ledgercore.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.ledgercore.rules.Draft.ChangedPart;

/** Writes the versions of holds and of what is reversed, in order. Stateless. */
final class PartWriter {

  private static final String REVERSAL =
      "insert into {s}.reversal (entry_no, version, reversed, by_entry) values (?, ?, ?, ?)";

  private static final String HOLD =
      """
      insert into {s}.hold (hold_no, version, remaining, entry_no, state, expires_at)
      values (?, ?, ?, ?, ?, timestamptz 'epoch' + ? * interval '1 microsecond')
      """;

  private final LedgerSchema schema;

  PartWriter(LedgerSchema schema) {
    this.schema = schema;
  }

  void write(Connection connection, List<ChangedPart> parts) throws SQLException {
    if (parts.isEmpty()) {
      return;
    }
    try (PreparedStatement reversal = connection.prepareStatement(schema.sql(REVERSAL));
        PreparedStatement hold = connection.prepareStatement(schema.sql(HOLD))) {
      for (ChangedPart part : parts) {
        PreparedStatement statement = part.isHold() ? hold : reversal;
        Parameters to = new Parameters(connection, statement);
        to.add(part.of().number());
        to.add(part.version());
        to.longs(part.amounts().size(), i -> part.amounts().get(i));
        to.add(part.by());
        if (part.isHold()) {
          to.add(part.state().name());
          to.add(Micros.of(Objects.requireNonNull(part.of().entry().heldUntil())));
        }
        statement.addBatch();
      }
      reversal.executeBatch();
      hold.executeBatch();
    }
  }
}
