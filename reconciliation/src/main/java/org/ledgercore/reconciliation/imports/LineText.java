package org.ledgercore.reconciliation.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.reconciliation.statement.LineDetail;
import org.ledgercore.reconciliation.statement.Reference;
import org.ledgercore.reconciliation.statement.ReferenceKind;

/**
 * References and details as flat lists of texts, as they are stored: a reference is its kind and
 * its value; a detail is its amount (empty when unknown), name, text, how many references it has,
 * and these.
 */
final class LineText {

  private LineText() {}

  static List<String> references(List<Reference> references) {
    List<String> flat = new ArrayList<>(2 * references.size());
    for (Reference reference : references) {
      flat.add(reference.kind().name());
      flat.add(reference.value());
    }
    return flat;
  }

  static List<Reference> readReferences(List<String> flat) {
    List<Reference> references = new ArrayList<>(flat.size() / 2);
    for (int i = 0; i < flat.size(); i += 2) {
      references.add(new Reference(ReferenceKind.valueOf(flat.get(i)), flat.get(i + 1)));
    }
    return references;
  }

  static List<String> details(List<LineDetail> details) {
    List<String> flat = new ArrayList<>();
    for (LineDetail detail : details) {
      flat.add(detail.amount().map(it -> Long.toString(it.minor())).orElse(""));
      flat.add(detail.counterparty());
      flat.add(detail.text());
      flat.add(Integer.toString(detail.references().size()));
      flat.addAll(references(detail.references()));
    }
    return flat;
  }

  static List<LineDetail> details(List<String> flat, Unit unit) {
    List<LineDetail> details = new ArrayList<>();
    int at = 0;
    while (at < flat.size()) {
      String minor = flat.get(at);
      int end = at + 4 + 2 * Integer.parseInt(flat.get(at + 3));
      details.add(
          new LineDetail(
              minor.isEmpty()
                  ? Optional.empty()
                  : Optional.of(Money.ofMinor(Long.parseLong(minor), unit)),
              readReferences(flat.subList(at + 4, end)),
              flat.get(at + 1),
              flat.get(at + 2)));
      at = end;
    }
    return details;
  }
}
