package org.ledgercore.http.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ledgercore.testing.TestServer;

/**
 * A host service as the README shows it: a Maven project that knows the packaged jar only, with the
 * README's ten lines as its code.
 */
class EmbeddingTest {

  private static final Path ROOT = Path.of(System.getProperty("ledger.root", ".."));
  private static final String VERSION = "0.1.0-SNAPSHOT";
  private static final int MINUTES = 5;

  /** Group ids a host may inherit; everything else is somebody's surprise. */
  private static final List<String> ALLOWED =
      List.of(
          "org.ledgercore",
          "org.jooq",
          "io.r2dbc",
          "org.reactivestreams",
          "org.postgresql",
          "org.checkerframework",
          "com.zaxxer",
          "org.slf4j",
          "org.jspecify",
          "org.flywaydb",
          "example");

  @TempDir static Path project;

  @BeforeAll
  static void layOutProject() throws IOException {
    publish("ledger-core", true);
    publish("ledger-parent", false);
    Files.writeString(project.resolve("pom.xml"), pom());
    Path source = project.resolve("src/main/java/example/Host.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, host());
  }

  @Test
  void tenLines_openMigratePostReadAndJoin() throws Exception {
    String output =
        maven(
            "compile",
            "org.codehaus.mojo:exec-maven-plugin:3.6.4:java",
            "-Dexec.mainClass=example.Host",
            "-Dexec.args=" + TestServer.shared().url());

    assertThat(output).contains("balance 150.00 EUR");
  }

  @Test
  void dependencyTree_holdsOnlyWhatTheLedgerNeeds() throws Exception {
    String output = maven("org.apache.maven.plugins:maven-dependency-plugin:3.9.0:tree");

    List<String> groups =
        Pattern.compile("\\[INFO\\] [ |+\\\\-]*([a-z0-9.]+):[A-Za-z0-9-]+:(?:jar|pom):")
            .matcher(output)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(groups).as(output).hasSizeGreaterThan(5).allMatch(ALLOWED::contains);
    System.out.println(output);
  }

  private static String host() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    int start = readme.indexOf("```java") + "```java\n".length();
    String lines = readme.substring(start, readme.indexOf("```", start));
    return """
    package example;

    import java.sql.Connection;
    import java.time.LocalDate;
    import javax.sql.DataSource;
    import org.ledgercore.Ledger;
    import org.ledgercore.LedgerOptions;
    import org.ledgercore.chart.Account;
    import org.ledgercore.chart.NewAccount;
    import org.ledgercore.journal.JournalEntry;
    import org.ledgercore.money.Money;
    import org.ledgercore.money.Unit;
    import org.postgresql.ds.PGSimpleDataSource;

    public class Host {
      public static void main(String[] args) throws Exception {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(args[0]);
        try (Connection c = dataSource.getConnection(); var s = c.createStatement()) {
          s.execute("drop schema if exists ledger cascade");
        }
    """
        + lines
        + """
            System.out.println("balance " + ledger.balance(customer).posted());
          }
        }
        """;
  }

  private static String pom() {
    return """
    <project xmlns="http://maven.apache.org/POM/4.0.0">
      <modelVersion>4.0.0</modelVersion>
      <groupId>example</groupId>
      <artifactId>host</artifactId>
      <version>1</version>
      <properties>
        <maven.compiler.release>21</maven.compiler.release>
        <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
      </properties>
      <repositories>
        <repository>
          <id>packaged</id>
          <url>file://${project.basedir}/packaged</url>
        </repository>
      </repositories>
      <dependencies>
        <dependency>
          <groupId>org.ledgercore</groupId>
          <artifactId>ledger-core</artifactId>
          <version>VERSION</version>
        </dependency>
      </dependencies>
    </project>
    """
        .replace("VERSION", VERSION);
  }

  /** Lays a module's pom, and its jar, into a repository of files. */
  private static void publish(String artifact, boolean withJar) throws IOException {
    Path folder = project.resolve("packaged/org/ledgercore/" + artifact + "/" + VERSION);
    Files.createDirectories(folder);
    Path module = withJar ? ROOT.resolve(artifact) : ROOT;
    String name = artifact + "-" + VERSION;
    copy(module.resolve("pom.xml"), folder.resolve(name + ".pom"));
    if (withJar) {
      copy(module.resolve("target/" + name + ".jar"), folder.resolve(name + ".jar"));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String maven(String... goals) throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>();
    command.add(ROOT.resolve("mvnw").toAbsolutePath().toString());
    command.addAll(List.of("-B", "-ntp", "-Dmaven.repo.local=" + project.resolve("repository")));
    command.add("-Dmaven.repo.local.tail=" + System.getProperty("user.home") + "/.m2/repository");
    command.add("-Dmaven.repo.local.tail.ignoreAvailability=true");
    command.addAll(List.of(goals));
    Path log = Files.createTempFile(project, "maven", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
    String output = Files.readString(log);
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
