package org.ledgercore.reconciliation.runs;

import java.util.List;
import org.ledgercore.reconciliation.matching.Item;

/** Where the items of a run come from: the same inputs must give the same items for ever. */
@FunctionalInterface
public interface ItemSource {

  /** All lines of the files and all movements up to the entry, taken or not, in any order. */
  List<Item> items(Inputs inputs);
}
