package org.ledgercore.approvals.store;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.ledgercore.money.InvalidInputException;

/**
 * The schema of approvals, beside that of its ledger. Immutable.
 *
 * @param name lower-case letters, digits and underscores, a letter first, at most 63 characters
 */
public record ApprovalSchema(String name) {

  private static final String HERE = "{s}";
  private static final int MAX_NAME = 63;

  public ApprovalSchema {
    checked(name);
  }

  /** Creates the schema when it is missing and applies what has not been applied yet. */
  public void migrate(DataSource dataSource, String ledgerSchema) {
    Flyway.configure(ApprovalSchema.class.getClassLoader())
        .dataSource(dataSource)
        .schemas(name)
        .defaultSchema(name)
        .locations("classpath:db/approvals")
        .placeholders(Map.of("ledger", checked(ledgerSchema)))
        .load()
        .migrate();
  }

  /** The statement with this schema's name in the place of every {@code {s}}. */
  public String sql(String statement) {
    return statement.replace(HERE, name);
  }

  private static String checked(String name) {
    if (name.length() > MAX_NAME || !name.matches("[a-z][a-z0-9_]*")) {
      throw new InvalidInputException(
          "schema", "must have lower-case letters, digits and underscores only", name);
    }
    return name;
  }
}
