package org.ledgercore.http;

import static org.ledgercore.http.route.Permission.*;
import static org.ledgercore.http.route.ProblemCode.*;
import static org.ledgercore.http.route.Route.Method.GET;
import static org.ledgercore.http.route.Route.Method.POST;
import static org.ledgercore.http.route.Route.ask;
import static org.ledgercore.http.route.Route.get;
import static org.ledgercore.http.route.Route.list;
import static org.ledgercore.http.route.Route.post;
import static org.ledgercore.http.route.Route.stream;

import java.util.List;
import java.util.stream.Stream;
import org.ledgercore.http.ledger.AccountCalls;
import org.ledgercore.http.ledger.AuditCalls;
import org.ledgercore.http.ledger.BulkCalls;
import org.ledgercore.http.ledger.ChartCalls;
import org.ledgercore.http.ledger.ChartCalls.Nothing;
import org.ledgercore.http.ledger.ContractCalls;
import org.ledgercore.http.ledger.EntryCalls;
import org.ledgercore.http.ledger.FactCalls;
import org.ledgercore.http.ledger.FeedStream;
import org.ledgercore.http.ledger.HoldCalls;
import org.ledgercore.http.ledger.OwnCalls;
import org.ledgercore.http.ledger.PaymentCalls;
import org.ledgercore.http.ledger.PaymentReports;
import org.ledgercore.http.ledger.PaymentRequests;
import org.ledgercore.http.ledger.ReportCalls;
import org.ledgercore.http.ledger.ServiceCalls;
import org.ledgercore.http.ledger.SubjectCalls;
import org.ledgercore.http.ledger.TokenCalls;
import org.ledgercore.http.ledger.Views.AccountCard;
import org.ledgercore.http.ledger.Views.Entry;
import org.ledgercore.http.ledger.Views.Figures;
import org.ledgercore.http.ledger.WebhookCalls;
import org.ledgercore.http.openapi.DocsCalls;
import org.ledgercore.http.openapi.DocsCalls.Plain;
import org.ledgercore.http.route.Problem;
import org.ledgercore.http.route.Route;
import org.ledgercore.http.route.Streaming;
import org.ledgercore.http.wire.Amount;

/**
 * Every route of the service, one line each: method, operation and path (whose first part is the
 * audience), permission, request, answer, who does it, and what can be wrong with it beyond what
 * can be wrong with every call. The server, the description and the tests are made from this list.
 */
final class Routes {

  private static final String NDJSON = "application/x-ndjson";

  private Routes() {}

  /** The groups of operations behind the routes. */
  record Calls(
      AccountCalls accounts,
      EntryCalls entries,
      BulkCalls bulks,
      HoldCalls holds,
      ChartCalls chart,
      ReportCalls reports,
      AuditCalls audit,
      FeedStream feed,
      FactCalls facts,
      SubjectCalls subjects,
      PaymentCalls payments,
      PaymentReports figures,
      ContractCalls contracts,
      OwnCalls own,
      TokenCalls tokens,
      WebhookCalls webhooks,
      ServiceCalls service,
      DocsCalls docs) {}

  static List<Route<?>> of(Calls calls) {
    return Stream.of(
            service(calls.service()),
            docs(calls.docs()),
            accounts(calls.accounts()),
            entries(calls.entries(), calls.bulks()),
            holds(calls.holds()),
            chart(calls.chart()),
            reports(calls.reports()),
            audit(calls.audit(), calls.feed()),
            facts(calls.facts()),
            subjects(calls.subjects()),
            payments(calls.payments(), calls.bulks()),
            contracts(calls.contracts()),
            disputes(calls.payments()),
            figures(calls.figures()),
            own(calls.own()),
            tokens(calls.tokens()),
            webhooks(calls.webhooks()))
        .<Route<?>>flatMap(List::stream)
        .toList();
  }

  private static List<Route<?>> service(ServiceCalls c) {
    return List.of(
        get("health /health", ANYONE, Nothing.class, ServiceCalls.Well.class, c::health),
        get("ready /ready", ANYONE, Nothing.class, ServiceCalls.Well.class, c::ready),
        get(
            "describeProblem /problems/{problem}",
            ANYONE,
            ServiceCalls.WhichProblem.class,
            Problem.class,
            c::problem),
        stream(
            GET,
            "metrics /metrics",
            METRICS_READ,
            Nothing.class,
            new Streaming<>("text/plain; version=0.0.4", Nothing.class, c::metrics)));
  }

  private static List<Route<?>> docs(DocsCalls c) {
    return List.of(
        stream(
            GET,
            "openapi /openapi.json",
            ANYONE,
            Plain.class,
            new Streaming<>("application/json", Plain.class, c::describe)),
        stream(
            GET,
            "docs /docs",
            ANYONE,
            Plain.class,
            new Streaming<>("text/html;charset=utf-8", Plain.class, c::page)),
        stream(
            GET,
            "docsScript /docs/docs.js",
            ANYONE,
            Plain.class,
            new Streaming<>("text/javascript;charset=utf-8", Plain.class, c::script)),
        stream(
            GET,
            "docsStyle /docs/docs.css",
            ANYONE,
            Plain.class,
            new Streaming<>("text/css;charset=utf-8", Plain.class, c::style)));
  }

  private static List<Route<?>> accounts(AccountCalls c) {
    String one = " /ops/accounts/{currency}/{path}";
    return List.of(
        post(
                "openAccount /ops/accounts",
                ACCOUNTS_OPEN,
                AccountCalls.Opening.class,
                AccountCard.class,
                c::open)
            .may(UNKNOWN_CURRENCY, ACCOUNT_DIFFERS),
        list(
            "listAccounts /ops/accounts",
            ACCOUNTS_READ,
            AccountCalls.Listing.class,
            AccountCalls.Listed.class,
            c::list),
        get("getAccount" + one, ACCOUNTS_READ, AccountCalls.Which.class, AccountCard.class, c::get)
            .may(ACCOUNT_NOT_FOUND),
        post(
                "freezeAccount" + one + "/freeze",
                ACCOUNTS_CHANGE,
                AccountCalls.Freezing.class,
                Entry.class,
                c::freeze)
            .may(ACCOUNT_NOT_FOUND, ACCOUNT_CLOSED, KEY_REUSED),
        post(
                "unfreezeAccount" + one + "/unfreeze",
                ACCOUNTS_CHANGE,
                AccountCalls.Change.class,
                Entry.class,
                c::unfreeze)
            .may(ACCOUNT_NOT_FOUND, ACCOUNT_CLOSED, KEY_REUSED),
        post(
                "limitAccount" + one + "/limits",
                ACCOUNTS_CHANGE,
                AccountCalls.Limits.class,
                Entry.class,
                c::limit)
            .may(UNKNOWN_CURRENCY, ACCOUNT_NOT_FOUND, ACCOUNT_CLOSED, KEY_REUSED),
        post(
                "assignAccount" + one + "/owner",
                ACCOUNTS_CHANGE,
                AccountCalls.Assignment.class,
                Entry.class,
                c::assign)
            .may(ACCOUNT_NOT_FOUND, ACCOUNT_CLOSED, KEY_REUSED),
        post(
                "closeAccount" + one + "/close",
                ACCOUNTS_CHANGE,
                AccountCalls.Change.class,
                Entry.class,
                c::close)
            .may(ACCOUNT_NOT_FOUND, ACCOUNT_NOT_EMPTY, HOLDS_OPEN, KEY_REUSED));
  }

  private static List<Route<?>> entries(EntryCalls c, BulkCalls bulks) {
    return List.of(
        post(
                "postEntry /ops/entries",
                ENTRIES_POST,
                EntryCalls.NewEntry.class,
                Entry.class,
                c::post)
            .may(KEY_REUSED, NOT_NEWEST, PERIOD_CLOSED, METADATA_REFUSED, UNKNOWN_CURRENCY)
            .may(ACCOUNT_NOT_FOUND, CURRENCY_MISMATCH, ACCOUNT_CLOSED, ACCOUNT_FROZEN)
            .may(CONDITION_NOT_MET, BALANCE_OVERFLOW, INSUFFICIENT_FUNDS, ABOVE_CEILING),
        ask(
                "previewEntry /ops/entries/preview",
                ENTRIES_PREVIEW,
                EntryCalls.NewEntry.class,
                EntryCalls.Forecast.class,
                c::preview)
            .may(UNKNOWN_CURRENCY),
        stream(
            POST,
            "postEntries /ops/entries/bulk",
            ENTRIES_POST,
            Nothing.class,
            new Streaming<>(NDJSON, BulkCalls.Verdict.class, bulks::entries)),
        list(
                "listEntries /ops/entries",
                ENTRIES_READ,
                EntryCalls.Wanted.class,
                Entry.class,
                c::list)
            .may(ACCOUNT_NOT_FOUND),
        get(
            "getEntry /ops/entries/{number}",
            ENTRIES_READ,
            EntryCalls.Which.class,
            Entry.class,
            c::get),
        list("search /ops/search", ENTRIES_READ, EntryCalls.Reference.class, Entry.class, c::find),
        post(
                "reverseEntry /ops/entries/{number}/reverse",
                ENTRIES_REVERSE,
                EntryCalls.Reversing.class,
                Entry.class,
                c::reverse)
            .may(KEY_REUSED, NO_SUCH_ENTRY, NOT_REVERSIBLE, NOTHING_LEFT, PART_DOES_NOT_FIT)
            .may(MORE_THAN_IS_LEFT, PERIOD_CLOSED, UNKNOWN_CURRENCY, ACCOUNT_CLOSED)
            .may(ACCOUNT_FROZEN, INSUFFICIENT_FUNDS, ABOVE_CEILING, BALANCE_OVERFLOW),
        list(
            "listReversals /ops/entries/{number}/reversals",
            ENTRIES_READ,
            EntryCalls.Which.class,
            Entry.class,
            c::reversals));
  }

  private static List<Route<?>> holds(HoldCalls c) {
    return List.of(
        post("hold /ops/holds", HOLDS_CHANGE, HoldCalls.NewHold.class, Entry.class, c::hold)
            .may(KEY_REUSED, NOT_NEWEST, PERIOD_CLOSED, METADATA_REFUSED, UNKNOWN_CURRENCY)
            .may(
                ACCOUNT_NOT_FOUND, CURRENCY_MISMATCH, ACCOUNT_CLOSED, ACCOUNT_FROZEN, EXPIRY_PASSED)
            .may(CONDITION_NOT_MET, BALANCE_OVERFLOW, INSUFFICIENT_FUNDS, ABOVE_CEILING),
        list(
            "listHolds /ops/holds",
            HOLDS_READ,
            HoldCalls.Wanted.class,
            HoldCalls.HoldCard.class,
            c::open),
        get(
            "getHold /ops/holds/{id}",
            HOLDS_READ,
            HoldCalls.Which.class,
            HoldCalls.HoldCard.class,
            c::get),
        post(
                "settleHold /ops/holds/{id}/settle",
                HOLDS_CHANGE,
                HoldCalls.Settling.class,
                Entry.class,
                c::settle)
            .may(KEY_REUSED, NO_SUCH_ENTRY, NOT_A_HOLD, HOLD_CLOSED, PART_DOES_NOT_FIT)
            .may(MORE_THAN_IS_LEFT, PERIOD_CLOSED, UNKNOWN_CURRENCY, ACCOUNT_CLOSED)
            .may(ACCOUNT_FROZEN, INSUFFICIENT_FUNDS, ABOVE_CEILING, BALANCE_OVERFLOW),
        post(
                "voidHold /ops/holds/{id}/void",
                HOLDS_CHANGE,
                HoldCalls.Letting.class,
                Entry.class,
                c::letGo)
            .may(KEY_REUSED, NO_SUCH_ENTRY, NOT_A_HOLD, HOLD_CLOSED));
  }

  private static List<Route<?>> chart(ChartCalls c) {
    return List.of(
        post(
                "openUnit /ops/units",
                CHART_CHANGE,
                ChartCalls.UnitCard.class,
                ChartCalls.UnitCard.class,
                c::openUnit)
            .may(UNIT_DIFFERS),
        get(
            "getUnit /ops/units/{code}",
            CHART_READ,
            ChartCalls.WhichUnit.class,
            ChartCalls.UnitCard.class,
            c::unit),
        get(
            "getCalendar /ops/calendar",
            CHART_READ,
            Nothing.class,
            ChartCalls.Calendar.class,
            c::calendar),
        post(
                "changeCalendar /ops/calendar",
                CHART_CHANGE,
                ChartCalls.CalendarChange.class,
                Entry.class,
                c::changeCalendar)
            .may(FACT_CHANGED),
        get(
            "getClosedThrough /ops/periods/closed-through",
            PERIODS_READ,
            Nothing.class,
            ChartCalls.ClosedThrough.class,
            c::closedThrough),
        list("listPeriods /ops/periods", PERIODS_READ, Nothing.class, Entry.class, c::periods),
        post(
                "closePeriod /ops/periods/close",
                PERIODS_CHANGE,
                ChartCalls.Closing.class,
                Entry.class,
                c::close)
            .may(PERIOD_CLOSED, FACT_CHANGED),
        post(
                "reopenPeriod /ops/periods/reopen",
                PERIODS_CHANGE,
                ChartCalls.Reopening.class,
                Entry.class,
                c::reopen)
            .may(PERIOD_OPEN, FACT_CHANGED));
  }

  private static List<Route<?>> reports(ReportCalls c) {
    String one = " /ops/accounts/{currency}/{path}";
    return List.of(
        get(
                "getBalance" + one + "/balance",
                ACCOUNTS_READ,
                ReportCalls.AccountAsOf.class,
                Figures.class,
                c::balance)
            .may(ACCOUNT_NOT_FOUND),
        get(
                "getStatement" + one + "/statement",
                ACCOUNTS_READ,
                ReportCalls.StatementWanted.class,
                ReportCalls.Statement.class,
                c::statement)
            .may(ACCOUNT_NOT_FOUND),
        get(
                "getDatedStatement" + one + "/statement/dates",
                ACCOUNTS_READ,
                ReportCalls.DatesWanted.class,
                ReportCalls.DaysStatement.class,
                c::dated)
            .may(ACCOUNT_NOT_FOUND),
        list(
            "getSubtree /ops/subtrees/{path}",
            REPORTS_READ,
            ReportCalls.SubtreeAsOf.class,
            Figures.class,
            c::subtree),
        list(
            "rollUp /ops/subtrees/{path}/totals",
            REPORTS_READ,
            ReportCalls.SubtreeAsOf.class,
            ReportCalls.UnitSum.class,
            c::rollUp),
        get(
            "getTrialBalance /ops/trial-balance",
            REPORTS_READ,
            ReportCalls.BooksAsOf.class,
            ReportCalls.TrialFigures.class,
            c::trialBalance),
        list(
            "getTurnovers /ops/turnovers",
            REPORTS_READ,
            ReportCalls.Days.class,
            ReportCalls.Moved.class,
            c::turnovers));
  }

  private static List<Route<?>> audit(AuditCalls c, FeedStream feed) {
    return List.of(
        list("readFeed /ops/feed", FEED_READ, AuditCalls.Wanted.class, Entry.class, c::feed),
        stream(
            GET,
            "followFeed /ops/feed/stream",
            FEED_READ,
            FeedStream.From.class,
            new Streaming<>("text/event-stream", Entry.class, feed::follow)),
        list(
            "readTrail /ops/audit/trail",
            AUDIT_READ,
            AuditCalls.Wanted.class,
            Entry.class,
            c::trail),
        get("getHead /ops/audit/head", AUDIT_READ, Nothing.class, AuditCalls.Head.class, c::head),
        ask(
            "verify /ops/audit/verify",
            AUDIT_VERIFY,
            AuditCalls.Proving.class,
            AuditCalls.Proof.class,
            c::verify));
  }

  private static List<Route<?>> facts(FactCalls c) {
    return List.of(
        post("recordFact /ops/facts", FACTS_CHANGE, FactCalls.NewFact.class, Entry.class, c::record)
            .may(FACT_CHANGED, METADATA_REFUSED, KEY_REUSED),
        list(
            "listFacts /ops/facts/{kind}",
            FACTS_READ,
            FactCalls.FactsOfKind.class,
            FactCalls.FactCard.class,
            c::page),
        get(
            "getFact /ops/facts/{kind}/{id}",
            FACTS_READ,
            FactCalls.WhichFact.class,
            FactCalls.FactCard.class,
            c::get),
        list(
            "getFactHistory /ops/facts/{kind}/{id}/history",
            FACTS_READ,
            FactCalls.FactHistory.class,
            FactCalls.FactCard.class,
            c::history));
  }

  private static List<Route<?>> subjects(SubjectCalls c) {
    String one = " /ops/subjects/{subject}";
    return List.of(
        post(
                "registerSubject /ops/subjects",
                SUBJECTS_CHANGE,
                SubjectCalls.NewSubject.class,
                Entry.class,
                c::register)
            .may(FACT_CHANGED),
        get(
            "getSubject" + one,
            SUBJECTS_READ,
            SubjectCalls.WhichSubject.class,
            SubjectCalls.SubjectCard.class,
            c::values),
        post(
                "retainSubject" + one + "/retention",
                SUBJECTS_CHANGE,
                SubjectCalls.Retention.class,
                Entry.class,
                c::retain)
            .may(SUBJECT_NOT_FOUND),
        post(
                "placeLegalHold" + one + "/legal-hold",
                SUBJECTS_CHANGE,
                SubjectCalls.SubjectChange.class,
                Entry.class,
                c::placeLegalHold)
            .may(SUBJECT_NOT_FOUND),
        post(
                "liftLegalHold" + one + "/legal-hold/lift",
                SUBJECTS_CHANGE,
                SubjectCalls.SubjectChange.class,
                Entry.class,
                c::liftLegalHold)
            .may(SUBJECT_NOT_FOUND),
        post(
                "eraseSubject" + one + "/erase",
                SUBJECTS_CHANGE,
                SubjectCalls.SubjectChange.class,
                Entry.class,
                c::erase)
            .may(SUBJECT_NOT_FOUND, SUBJECT_RETAINED),
        post(
                "declareMetadata /ops/metadata",
                SUBJECTS_CHANGE,
                SubjectCalls.Declaration.class,
                Entry.class,
                c::declare)
            .may(FACT_CHANGED));
  }

  private static List<Route<?>> payments(PaymentCalls c, BulkCalls bulks) {
    return List.of(
        post(
                "openPlatform /ops/platform",
                ACCOUNTS_OPEN,
                PaymentRequests.Platform.class,
                PaymentRequests.Opened.class,
                c::openPlatform)
            .may(UNKNOWN_CURRENCY),
        post(
                "openMerchant /ops/merchants",
                ACCOUNTS_OPEN,
                PaymentRequests.Partaker.class,
                PaymentRequests.Opened.class,
                c::openMerchant)
            .may(UNKNOWN_CURRENCY, ACCOUNT_DIFFERS),
        post(
                "openProvider /ops/providers",
                ACCOUNTS_OPEN,
                PaymentRequests.Partaker.class,
                PaymentRequests.Opened.class,
                c::openProvider)
            .may(UNKNOWN_CURRENCY),
        post(
                "openBank /ops/banks",
                ACCOUNTS_OPEN,
                PaymentRequests.Partaker.class,
                PaymentRequests.Opened.class,
                c::openBank)
            .may(UNKNOWN_CURRENCY),
        post(
                "capture /ops/payments/captures",
                PAYMENTS_POST,
                PaymentRequests.Captured.class,
                Entry.class,
                c::capture)
            .may(KEY_REUSED, UNKNOWN_CURRENCY, ACCOUNT_NOT_FOUND, PERIOD_CLOSED, ACCOUNT_FROZEN),
        post(
                "captureOnContract /ops/payments/captures/contract",
                PAYMENTS_POST,
                PaymentRequests.CapturedOnContract.class,
                Entry.class,
                c::captureOnContract)
            .may(KEY_REUSED, UNKNOWN_CURRENCY, ACCOUNT_NOT_FOUND, PERIOD_CLOSED, NO_CONTRACT),
        stream(
            POST,
            "captureFile /ops/payments/captures/bulk",
            PAYMENTS_POST,
            Nothing.class,
            new Streaming<>(NDJSON, BulkCalls.Verdict.class, bulks::captures)),
        post(
                "reverseCapture /ops/payments/captures/reverse",
                PAYMENTS_POST,
                PaymentRequests.Reference.class,
                Entry.class,
                c::reverseCapture)
            .may(KEY_REUSED, ENTRY_NOT_FOUND, REVERSAL_ABOVE_CAPACITY, PERIOD_CLOSED),
        post(
                "accrueCost /ops/payments/costs",
                PAYMENTS_POST,
                PaymentRequests.AtProvider.class,
                Entry.class,
                c::accrue)
            .may(KEY_REUSED, UNKNOWN_CURRENCY, ACCOUNT_NOT_FOUND, PERIOD_CLOSED),
        post(
                "settleProvider /ops/payments/settlements",
                PAYMENTS_POST,
                PaymentRequests.Settled.class,
                Entry.class,
                c::settle)
            .may(KEY_REUSED, UNKNOWN_CURRENCY, ACCOUNT_NOT_FOUND, PERIOD_CLOSED),
        post(
                "holdRefund /ops/payments/refunds",
                PAYMENTS_POST,
                PaymentRequests.Holding.class,
                Entry.class,
                c::holdRefund)
            .may(KEY_REUSED, UNKNOWN_CURRENCY, ACCOUNT_NOT_FOUND, PERIOD_CLOSED, ACCOUNT_FROZEN)
            .may(REFUND_ABOVE_CAPACITY, NOTHING_TO_MOVE, ALREADY_SETTLED),
        post(
                "confirmRefund /ops/payments/refunds/confirm",
                PAYMENTS_POST,
                PaymentRequests.Reference.class,
                Entry.class,
                c::confirmRefund)
            .may(KEY_REUSED, ENTRY_NOT_FOUND, ACCOUNT_NOT_FOUND, PERIOD_CLOSED),
        post(
                "rejectRefund /ops/payments/refunds/reject",
                PAYMENTS_POST,
                PaymentRequests.Reference.class,
                Entry.class,
                c::rejectRefund)
            .may(KEY_REUSED, ENTRY_NOT_FOUND, PERIOD_CLOSED));
  }

  private static List<Route<?>> contracts(ContractCalls c) {
    return List.of(
        post("agreeContract /ops/contracts", CHART_CHANGE, ContractCalls.Agreement.class, Entry.class, c::agree)
            .may(FACT_CHANGED, UNKNOWN_CURRENCY),
        post("endContract /ops/contracts/end", CHART_CHANGE, ContractCalls.Ending.class, Entry.class, c::end)
            .may(FACT_CHANGED),
        list("listContractVersions /ops/contracts/{merchant}/{kind}/{currency}", CHART_READ, ContractCalls.WhichContract.class, ContractCalls.VersionCard.class, c::versions));
  }

  private static List<Route<?>> disputes(PaymentCalls c) {
    return List.of(
        post(
                "openDispute /ops/payments/disputes",
                PAYMENTS_POST,
                PaymentRequests.AtProvider.class,
                Entry.class,
                c::openDispute)
            .may(KEY_REUSED, UNKNOWN_CURRENCY, ACCOUNT_NOT_FOUND, PERIOD_CLOSED),
        post(
                "holdDispute /ops/payments/disputes/hold",
                PAYMENTS_POST,
                PaymentRequests.Holding.class,
                Entry.class,
                c::holdDispute)
            .may(KEY_REUSED, UNKNOWN_CURRENCY, ACCOUNT_NOT_FOUND, NOTHING_TO_MOVE, ALREADY_SETTLED),
        post(
                "winDispute /ops/payments/disputes/won",
                PAYMENTS_POST,
                PaymentRequests.AtProvider.class,
                Entry.class,
                c::winDispute)
            .may(KEY_REUSED, UNKNOWN_CURRENCY, ACCOUNT_NOT_FOUND, PERIOD_CLOSED),
        post(
                "loseDispute /ops/payments/disputes/lost",
                PAYMENTS_POST,
                PaymentRequests.AtProvider.class,
                Entry.class,
                c::loseDispute)
            .may(KEY_REUSED, UNKNOWN_CURRENCY, ENTRY_NOT_FOUND, ACCOUNT_NOT_FOUND, PERIOD_CLOSED));
  }

  private static List<Route<?>> figures(PaymentReports c) {
    return List.of(
        get(
                "getPayment /ops/payments/{payment}",
                PAYMENTS_READ,
                PaymentRequests.WhichPayment.class,
                PaymentReports.PaymentCard.class,
                c::payment)
            .may(UNKNOWN_CURRENCY),
        list(
            "getTimeline /ops/payments/{payment}/timeline",
            PAYMENTS_READ,
            PaymentRequests.Case.class,
            Entry.class,
            c::timeline),
        get(
                "getMerchantFunds /ops/merchants/{merchant}/funds",
                PAYMENTS_READ,
                PaymentRequests.WhichMerchant.class,
                PaymentReports.Funds.class,
                c::funds)
            .may(UNKNOWN_CURRENCY),
        get(
                "getOwnerFigures /ops/figures/owner",
                REPORTS_READ,
                PaymentRequests.InUnit.class,
                PaymentReports.Owner.class,
                c::owner)
            .may(UNKNOWN_CURRENCY),
        get(
                "getSafeguarding /ops/figures/safeguarding",
                REPORTS_READ,
                PaymentRequests.InUnit.class,
                PaymentReports.Cover.class,
                c::safeguarding)
            .may(UNKNOWN_CURRENCY),
        get(
                "getPaidOut /ops/figures/paid-out",
                REPORTS_READ,
                PaymentRequests.InUnit.class,
                Amount.class,
                c::paidOut)
            .may(UNKNOWN_CURRENCY));
  }

  private static List<Route<?>> own(OwnCalls c) {
    return List.of(
        list(
            "listOwnAccounts /merchant/accounts",
            OWN_ACCOUNTS_READ,
            OwnCalls.Listing.class,
            AccountCalls.Listed.class,
            c::accounts),
        get(
            "getOwnAccount /merchant/accounts/{currency}/{path}",
            OWN_ACCOUNTS_READ,
            AccountCalls.Which.class,
            Figures.class,
            c::account),
        get(
            "getOwnStatement /merchant/accounts/{currency}/{path}/statement",
            OWN_ACCOUNTS_READ,
            ReportCalls.StatementWanted.class,
            OwnCalls.OwnStatement.class,
            c::statement),
        get(
                "getOwnFunds /merchant/funds",
                OWN_ACCOUNTS_READ,
                PaymentRequests.InUnit.class,
                PaymentReports.Funds.class,
                c::funds)
            .may(UNKNOWN_CURRENCY),
        get(
                "getOwnPayment /merchant/payments/{payment}",
                OWN_PAYMENTS_READ,
                PaymentRequests.WhichPayment.class,
                OwnCalls.OwnPayment.class,
                c::payment)
            .may(UNKNOWN_CURRENCY),
        list(
            "listPartnerAccounts /partner/accounts",
            OWN_ACCOUNTS_READ,
            OwnCalls.Listing.class,
            AccountCalls.Listed.class,
            c::accounts),
        get(
            "getPartnerAccount /partner/accounts/{currency}/{path}",
            OWN_ACCOUNTS_READ,
            AccountCalls.Which.class,
            Figures.class,
            c::account),
        get(
                "getPartnerPayment /partner/payments/{payment}",
                OWN_PAYMENTS_READ,
                PaymentRequests.WhichPayment.class,
                OwnCalls.OwnPayment.class,
                c::payment)
            .may(UNKNOWN_CURRENCY),
        get(
                "getPaidPayment /pay/payments/{payment}",
                OWN_PAYMENTS_READ,
                PaymentRequests.WhichPayment.class,
                OwnCalls.OwnPayment.class,
                c::onePayment)
            .may(UNKNOWN_CURRENCY));
  }

  private static List<Route<?>> webhooks(WebhookCalls c) {
    return List.of(
        ask(
            "createWebhook /ops/webhooks",
            WEBHOOKS_CHANGE,
            WebhookCalls.NewWebhook.class,
            WebhookCalls.WebhookCard.class,
            c::create),
        list(
            "listWebhooks /ops/webhooks",
            WEBHOOKS_READ,
            Nothing.class,
            WebhookCalls.WebhookCard.class,
            c::list),
        list(
            "listDeliveries /ops/webhooks/{id}/deliveries",
            WEBHOOKS_READ,
            WebhookCalls.TriesWanted.class,
            WebhookCalls.Try.class,
            c::tries),
        ask(
            "replayWebhook /ops/webhooks/{id}/replay",
            WEBHOOKS_CHANGE,
            WebhookCalls.Replaying.class,
            WebhookCalls.WebhookCard.class,
            c::replay),
        ask(
            "endWebhook /ops/webhooks/{id}/end",
            WEBHOOKS_CHANGE,
            WebhookCalls.WhichWebhook.class,
            WebhookCalls.WebhookCard.class,
            c::end));
  }

  private static List<Route<?>> tokens(TokenCalls c) {
    return List.of(
        ask(
            "issueToken /ops/tokens",
            TOKENS_CHANGE,
            TokenCalls.Wanted.class,
            TokenCalls.TokenCard.class,
            c::issue),
        list(
            "listTokens /ops/tokens",
            TOKENS_READ,
            TokenCalls.Listing.class,
            TokenCalls.TokenCard.class,
            c::list),
        ask(
            "revokeToken /ops/tokens/{id}/revoke",
            TOKENS_CHANGE,
            TokenCalls.Which.class,
            TokenCalls.TokenCard.class,
            c::revoke),
        ask(
            "rotateToken /ops/tokens/{id}/rotate",
            TOKENS_CHANGE,
            TokenCalls.Rotation.class,
            TokenCalls.TokenCard.class,
            c::rotate));
  }
}
