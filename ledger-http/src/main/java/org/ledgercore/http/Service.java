package org.ledgercore.http;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.GlobalOpenTelemetry;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;
import org.ledgercore.approvals.Approvals;
import org.ledgercore.approvals.cases.Readiness;
import org.ledgercore.approvals.http.RequestCalls;
import org.ledgercore.approvals.requests.Kind;
import org.ledgercore.http.access.Acts;
import org.ledgercore.http.access.Denials;
import org.ledgercore.http.access.Logins;
import org.ledgercore.http.access.RequestKeys;
import org.ledgercore.http.access.ServiceSchema;
import org.ledgercore.http.access.Sessions;
import org.ledgercore.http.access.SignIns;
import org.ledgercore.http.access.Token;
import org.ledgercore.http.access.Tokens;
import org.ledgercore.http.approvals.ApprovalRoom;
import org.ledgercore.http.approvals.ApprovalSetUp;
import org.ledgercore.http.approvals.Housekeeping;
import org.ledgercore.http.approvals.OwnerRoom;
import org.ledgercore.http.approvals.Proofs;
import org.ledgercore.http.approvals.WorkRoom;
import org.ledgercore.http.ledger.AccountCalls;
import org.ledgercore.http.ledger.ActCalls;
import org.ledgercore.http.ledger.AuditCalls;
import org.ledgercore.http.ledger.BulkCalls;
import org.ledgercore.http.ledger.CaptureFileCalls;
import org.ledgercore.http.ledger.CaseCalls;
import org.ledgercore.http.ledger.ChargeCalls;
import org.ledgercore.http.ledger.ChartCalls;
import org.ledgercore.http.ledger.ContractCalls;
import org.ledgercore.http.ledger.Desk;
import org.ledgercore.http.ledger.DeskCalls;
import org.ledgercore.http.ledger.EntryCalls;
import org.ledgercore.http.ledger.EventCalls;
import org.ledgercore.http.ledger.FactCalls;
import org.ledgercore.http.ledger.FeedStream;
import org.ledgercore.http.ledger.FigureCalls;
import org.ledgercore.http.ledger.HoldCalls;
import org.ledgercore.http.ledger.LoginCalls;
import org.ledgercore.http.ledger.OwnCalls;
import org.ledgercore.http.ledger.PaymentCalls;
import org.ledgercore.http.ledger.PaymentReports;
import org.ledgercore.http.ledger.PayoutCalls;
import org.ledgercore.http.ledger.RateCalls;
import org.ledgercore.http.ledger.ReceiptCalls;
import org.ledgercore.http.ledger.ReportCalls;
import org.ledgercore.http.ledger.SearchCalls;
import org.ledgercore.http.ledger.ServiceCalls;
import org.ledgercore.http.ledger.SignInCalls;
import org.ledgercore.http.ledger.SubjectCalls;
import org.ledgercore.http.ledger.TokenCalls;
import org.ledgercore.http.ledger.WaitingMeters;
import org.ledgercore.http.ledger.WebhookCalls;
import org.ledgercore.http.openapi.Description;
import org.ledgercore.http.openapi.DocsCalls;
import org.ledgercore.http.reconciliation.ReconciliationRoom;
import org.ledgercore.http.reconciliation.WriteOffs;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.route.Route;
import org.ledgercore.http.server.HttpServer;
import org.ledgercore.http.webhooks.Courier;
import org.ledgercore.http.webhooks.Webhooks;
import org.ledgercore.metrics.LedgerMeters;
import org.ledgercore.reconciliation.Reconciliation;
import org.ledgercore.reconciliation.breaks.Break;
import org.ledgercore.subjects.Subjects;

/**
 * The whole service: a ledger on a database, and the server in front of it. Creates or upgrades
 * both schemas when it starts. Safe for many threads.
 */
public final class Service implements AutoCloseable {

  private static final int POOL = 24;
  private static final int RELAXED_POOL = 12;

  /** A call that gets no connection in this time is answered that the database is not there. */
  private static final long CONNECT_MILLIS = 1_500;

  private static final int SWEEP = 10_000;

  private final HikariDataSource pool;
  private final HikariDataSource relaxedPool;
  private final Ledger ledger;
  private final Reconciliation reconciliation;
  private final Approvals approvals;
  private final LedgerMeters meters;
  private final Tokens tokens;
  private final RequestKeys keys;
  private final List<Route<?>> routes;
  private final HttpServer server;
  private final Courier courier;
  private final Housekeeping housekeeping;
  private final AtomicBoolean stopping = new AtomicBoolean();

  private Service(ServiceOptions options, HikariDataSource pool, HikariDataSource relaxedPool) {
    this.pool = pool;
    this.relaxedPool = relaxedPool;
    Ledger.migrate(pool, options.ledgerSchema());
    ServiceSchema schema = ServiceSchema.migrate(pool, options.serviceSchema());
    this.ledger = Ledger.open(pool, LedgerOptions.defaults().withSchema(options.ledgerSchema()));
    try {
      this.reconciliation = ReconciliationRoom.open(ledger, pool, options.ledgerSchema());
      ApprovalSetUp.Schemas schemas =
          new ApprovalSetUp.Schemas(options.ledgerSchema() + "_approvals", options.ledgerSchema());
      Kind writeOffs =
          WriteOffs.kind(ledger, reconciliation.breaks(), ApprovalSetUp.policy("write-offs"));
      this.approvals = ApprovalSetUp.open(ledger, pool, schemas, List.of(writeOffs));
      PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      this.meters = new LedgerMeters(ledger);
      meters.bindTo(registry);
      // Requests are numbered in the order in which they were made.
      new WaitingMeters(
              ledger,
              () ->
                  approvals.requests().open(0, 1).stream().map(it -> it.times().asked()).findAny(),
              () ->
                  reconciliation.breaks().open().stream()
                      .map(Break::valued)
                      .min(LocalDate::compareTo))
          .bindTo(registry);
      this.tokens = new Tokens(schema);
      this.keys =
          new RequestKeys(schema, schema.over(relaxedPool), options.server().times().duplicate());
      keys.sweep(SWEEP);
      Logins logins = new Logins(schema);
      Sessions sessions = new Sessions(schema);
      Denials denials = new Denials(schema);
      Acts acts = new Acts(schema, keys);
      Webhooks receivers = new Webhooks(schema);
      Desk desk = new Desk(ledger);
      SignIns signIns =
          new SignIns(tokens, logins, sessions, options.server().rates().failedSignIns());
      WebhookCalls webhooks = new WebhookCalls(desk, receivers);
      Operations operations = operations(desk, registry, webhooks);
      offerPersonal(operations, options.searchKey());
      new LoginCalls(logins, sessions).offer(operations);
      new SignInCalls(signIns, denials).offer(operations);
      new ActCalls(desk, acts, denials).offer(operations);
      new CaseCalls(desk, receivers).offer(operations);
      this.routes = Routes.of(operations);
      HttpServer.Parts parts =
          new HttpServer.Parts(
              signIns, denials, keys, acts, registry, GlobalOpenTelemetry.getOrNoop());
      this.server = HttpServer.start(routes, parts, options.server());
      this.courier = Courier.start(receivers, webhooks, options.webhooks());
      this.housekeeping = Housekeeping.start(approvals);
    } catch (RuntimeException e) {
      ledger.close();
      throw e;
    }
  }

  /** Starts the service; it takes calls when this returns. */
  public static Service start(ServiceOptions options) {
    HikariDataSource pool = pool(options.url(), "books", POOL, "");
    HikariDataSource relaxed =
        pool(options.url(), "request-keys", RELAXED_POOL, "set synchronous_commit = off");
    try {
      return new Service(options, pool, relaxed);
    } catch (RuntimeException e) {
      relaxed.close();
      pool.close();
      throw e;
    }
  }

  /** The very first token, for an administrator; empty when there has been one before. */
  public Optional<Token.Issued> firstToken() {
    return tokens.first();
  }

  /** The tokens of this service. */
  public Tokens tokens() {
    return tokens;
  }

  /** The ledger behind it. */
  public Ledger ledger() {
    return ledger;
  }

  /** Files from outside against the ledger. */
  public Reconciliation reconciliation() {
    return reconciliation;
  }

  /** People, requests and decisions beside the ledger. */
  public Approvals approvals() {
    return approvals;
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** Every route, in the order of the list. */
  public List<Route<?>> routes() {
    return routes;
  }

  /** Takes no further calls, finishes those in progress, closes the ledger. */
  @Override
  public void close() {
    if (stopping.compareAndSet(false, true)) {
      server.close();
      keys.awaitMarks();
      courier.close();
      housekeeping.close();
      meters.close();
      ledger.close();
      relaxedPool.close();
      pool.close();
    }
  }

  private byte[] description() {
    return Description.of(routes);
  }

  private Operations operations(
      Desk desk, PrometheusMeterRegistry registry, WebhookCalls webhooks) {
    Operations operations = new Operations();
    new ServiceCalls(desk, stopping::get, registry).offer(operations);
    new DocsCalls(this::description).offer(operations);
    new AccountCalls(desk).offer(operations);
    new EntryCalls(desk).offer(operations);
    new SearchCalls(desk).offer(operations);
    new BulkCalls(desk).offer(operations);
    new HoldCalls(desk).offer(operations);
    new ChartCalls(desk).offer(operations);
    new ReportCalls(desk).offer(operations);
    new AuditCalls(desk).offer(operations);
    new FactCalls(desk, ApprovalSetUp::isKept).offer(operations);
    new PaymentCalls(desk).offer(operations);
    new ContractCalls(desk).offer(operations);
    new PaymentReports(desk).offer(operations);
    new PayoutCalls(desk).offer(operations);
    new FigureCalls(desk).offer(operations);
    new DeskCalls(desk).offer(operations);
    new RateCalls(desk).offer(operations);
    new ChargeCalls(desk).offer(operations);
    new CaptureFileCalls(desk).offer(operations);
    new ReceiptCalls(desk).offer(operations);
    new EventCalls(desk).offer(operations);
    new OwnCalls(desk).offer(operations);
    new FeedStream(desk, stopping::get).offer(operations);
    new TokenCalls(tokens).offer(operations);
    new ReconciliationRoom(reconciliation).offer(operations);
    new WorkRoom(ledger, approvals).offer(operations);
    webhooks.offer(operations);
    return operations;
  }

  /** What looks for personal data, when there is a key to look by. */
  private void offerPersonal(Operations to, @Nullable String searchKey) {
    Subjects searchable =
        searchKey == null
            ? null
            : ledger.subjects().searchableWith(searchKey.getBytes(StandardCharsets.UTF_8));
    new SubjectCalls(searchable == null ? ledger.subjects() : searchable).offer(to);
    RequestCalls requests = new RequestCalls(ledger, approvals, searchable);
    List<Readiness.Proof> proofs = Proofs.of(ledger, approvals, reconciliation);
    new ApprovalRoom(ledger, approvals, requests, proofs).offer(to);
    new OwnerRoom(approvals, requests).offer(to);
  }

  private static HikariDataSource pool(String url, String name, int size, String sessionSql) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setPoolName(name);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT_MILLIS);
    if (!sessionSql.isEmpty()) {
      config.setConnectionInitSql(sessionSql);
    }
    return new HikariDataSource(config);
  }
}
