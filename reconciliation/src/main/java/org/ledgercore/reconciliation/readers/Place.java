package org.ledgercore.reconciliation.readers;

import java.time.DateTimeException;
import java.util.function.Supplier;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.reconciliation.statement.UnusableFileException;

/**
 * Where in a file a value stands. The name of the field is put together only when something is
 * wrong with it.
 *
 * @param line the line of the file, from 1
 * @param owner the element or record it stands in
 * @param part the format's own name of the field in there; empty for the owner itself
 */
record Place(long line, String owner, String part) {

  Place(long line, String field) {
    this(line, field, "");
  }

  /** The format's own name of the field. */
  String field() {
    return part.isEmpty() ? owner : owner + "." + part;
  }

  /** Reads a value; what is wrong with it is told with its place. */
  <T> T read(Supplier<T> value) {
    try {
      return value.get();
    } catch (InvalidInputException e) {
      throw new UnusableFileException(line, field(), e);
    } catch (DateTimeException e) {
      throw new UnusableFileException(
          line, field(), "must be a date", String.valueOf(e.getMessage()));
    } catch (ArithmeticException e) {
      throw new UnusableFileException(
          line, field(), "must fit 64 bits of minor units", String.valueOf(e.getMessage()));
    }
  }

  /** A refusal of what stands here. */
  UnusableFileException refuse(String rule, String value) {
    return new UnusableFileException(line, field(), rule, value);
  }

  /** Refuses what stands here unless the rule holds. */
  void require(boolean holds, String rule, String value) {
    if (!holds) {
      throw refuse(rule, value);
    }
  }
}
