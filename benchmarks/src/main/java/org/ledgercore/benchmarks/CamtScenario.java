package org.ledgercore.benchmarks;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.ledgercore.money.Unit;
import org.ledgercore.reconciliation.readers.CamtReader;
import org.ledgercore.reconciliation.statement.StatementAccount;
import org.ledgercore.reconciliation.statement.StatementEnd;
import org.ledgercore.reconciliation.statement.StatementHead;
import org.ledgercore.reconciliation.statement.StatementLine;
import org.ledgercore.reconciliation.statement.StatementSink;

/**
 * Reading one camt.053 file of a million entries, beside the JDK's streaming parser going over the
 * same bytes and doing nothing else; and the heap in use early and late in the file.
 */
final class CamtScenario implements Scenario {

  private static final long LINES = 1_000_000;
  private static final double OF_BARE_PASS = 0.5;
  private static final double MOST_GROWTH = 16;
  private static final double MEGABYTE = 1 << 20;
  private static final double NANOS = 1e9;

  @Override
  public String plan(Options options) {
    return "camt.053 with %,d entries, read and passed over in turns"
        .formatted(options.scaled(LINES));
  }

  @Override
  public int seconds(Options options) {
    return 5 + options.rounds() * (int) (options.scaled(LINES) / 60_000);
  }

  @Override
  public void run(Lab lab) throws IOException {
    long lines = lab.options().scaled(LINES);
    Path file = Files.createTempFile("camt", ".xml");
    try {
      write(file, lines);
      pass(file);
      read(file, new Count());
      List<Double> bare = new ArrayList<>();
      List<Double> ours = new ArrayList<>();
      for (int round = 0; round < lab.options().rounds(); round++) {
        bare.add(pass(file));
        ours.add(read(file, new Count()));
      }
      lab.report()
          .row(
              Row.of("camt", lines / median(ours), "lines/s")
                  .underCeiling(lines / median(bare))
                  .atLeast(OF_BARE_PASS)
                  .noting("%,d MB".formatted(Files.size(file) >> 20)));
      Heap heap = new Heap(lines);
      read(file, heap);
      lab.report()
          .row(
              Row.of("camt.heap", heap.grown() / MEGABYTE, "MB")
                  .atMost(MOST_GROWTH)
                  .noting("in use after nine tenths, less that after one tenth"));
    } finally {
      Files.delete(file);
    }
  }

  private static double read(Path file, Count sink) throws IOException {
    StatementAccount account = StatementAccount.of("bank", Unit.fiat("EUR", 2), "DE1");
    long started = System.nanoTime();
    try (InputStream in = Files.newInputStream(file)) {
      new CamtReader(List.of(account)).read(in, sink);
    }
    return (System.nanoTime() - started) / NANOS;
  }

  private static double pass(Path file) throws IOException {
    long started = System.nanoTime();
    try (InputStream in = Files.newInputStream(file)) {
      XMLStreamReader xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(in);
      while (xml.hasNext()) {
        xml.next();
      }
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
    return (System.nanoTime() - started) / NANOS;
  }

  private static double median(List<Double> seconds) {
    return seconds.stream().sorted().toList().get(seconds.size() / 2);
  }

  /** Takes lines and keeps none. */
  private static class Count implements StatementSink {

    long lines;
    long sum;

    @Override
    public void begin(StatementHead head) {
      lines = 0;
    }

    @Override
    public void line(StatementLine line) {
      lines++;
      sum += line.amount().minor();
    }

    @Override
    public void end(StatementEnd end) {
      if (sum == 0) {
        throw new IllegalStateException("a file that moves no money measures nothing");
      }
    }
  }

  /** Looks at the heap twice on the way. */
  private static final class Heap extends Count {

    private final long all;
    private long early;
    private long late;

    Heap(long all) {
      this.all = all;
    }

    @Override
    public void line(StatementLine line) {
      super.line(line);
      if (lines == all / 10) {
        early = inUse();
      } else if (lines == all / 10 * 9) {
        late = inUse();
      }
    }

    long grown() {
      return late - early;
    }

    private static long inUse() {
      System.gc();
      return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
  }

  private static void write(Path file, long lines) throws IOException {
    try (Writer out =
        new BufferedWriter(
            new OutputStreamWriter(
                new BufferedOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
      out.write(
          """
          <?xml version="1.0" encoding="UTF-8"?>
          <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
          <GrpHdr><MsgId>M1</MsgId></GrpHdr><Stmt><Id>S1</Id>
          <Acct><Id><IBAN>DE1</IBAN></Id><Ccy>EUR</Ccy></Acct>
          """);
      for (long i = 1; i <= lines; i++) {
        out.write(entry(i));
      }
      out.write("</Stmt></BkToCstmrStmt></Document>\n");
    }
  }

  private static String entry(long number) {
    return """
    <Ntry><Amt Ccy="EUR">%d.%02d</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
    <BookgDt><Dt>2026-03-02</Dt></BookgDt><ValDt><Dt>2026-03-02</Dt></ValDt>
    <AcctSvcrRef>B%d</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd>
    <SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls>
    <Refs><EndToEndId>E2E-%d</EndToEndId></Refs>
    <RltdPties><Dbtr><Pty><Nm>Customer %d</Nm></Pty></Dbtr></RltdPties>
    <RmtInf><Ustrd>Invoice %d of March</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
    """
        .formatted(1 + number % 1_000, number % 100, number, number, number % 5_000, number);
  }
}
