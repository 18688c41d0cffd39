package org.ledgercore.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a schema to the shape this version needs, with the SQL files under {@code db/ledger}. */
public final class Migrations {

  private Migrations() {}

  /** Creates the schema when it is missing and applies what has not been applied yet. */
  public static void apply(DataSource dataSource, String schema) {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(dataSource)
        .schemas(schema)
        .defaultSchema(schema)
        .locations("classpath:db/ledger")
        .load()
        .migrate();
  }
}
