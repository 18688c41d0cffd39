package org.ledgercore.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;
import org.ledgercore.testing.TestServer;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Writes the jOOQ tables of {@code org.ledgercore.store.tables}, and the shape that {@code verify}
 * compares a schema with, from a live server that runs the shipped migrations: {@code ./mvnw -pl
 * ledger-core -Pjooq test-compile exec:java}.
 */
public final class GenerateTables {

  static final String PACKAGE = "org.ledgercore.store.tables";
  static final String SHAPE = "resources/org/ledgercore/store/shape.txt";
  private static final String SCHEMA = "ledger";

  private GenerateTables() {}

  public static void main(String[] args) throws Exception {
    String root = System.getProperty("ledger.root", ".");
    Path main = Path.of(root, "ledger-core", "src", "main");
    into(main.resolve("java"));
    Files.write(main.resolve(SHAPE), shape());
  }

  /** The lines that describe the shipped schema. */
  static List<String> shape() throws SQLException {
    String url = TestServer.shared().url();
    freshSchema(url);
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.setAutoCommit(false);
      List<String> lines = SchemaShape.lines(connection, SCHEMA);
      connection.rollback();
      return lines;
    }
  }

  /** Generates the tables below {@code directory}. */
  static void into(Path directory) throws Exception {
    String url = TestServer.shared().url();
    freshSchema(url);
    GenerationTool.generate(
        new Configuration()
            .withLogging(Logging.WARN)
            .withJdbc(new Jdbc().withDriver("org.postgresql.Driver").withUrl(url))
            .withGenerator(
                new Generator()
                    .withDatabase(
                        new Database()
                            .withName("org.jooq.meta.postgres.PostgresDatabase")
                            .withInputSchema(SCHEMA)
                            .withExcludes("flyway_schema_history")
                            .withIncludeRoutines(false)
                            .withIncludeSystemIndexes(false))
                    .withGenerate(
                        new Generate()
                            .withRecords(false)
                            .withGeneratedAnnotation(false)
                            .withImplicitJoinPathsToOne(false)
                            .withImplicitJoinPathsToMany(false)
                            .withGlobalCatalogReferences(false)
                            .withComments(false)
                            .withJavadoc(false))
                    .withTarget(
                        new Target()
                            .withPackageName(PACKAGE)
                            .withDirectory(directory.toString()))));
  }

  private static void freshSchema(String url) throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("drop schema if exists " + SCHEMA + " cascade");
    }
    Migrations.apply(source, SCHEMA);
  }
}
