package org.ledgercore.capturefile;

import java.nio.file.Path;
import java.time.LocalDate;
import org.ledgercore.money.Text;

/**
 * A file to be loaded. Its provider and name say which file it is: the same name loaded again goes
 * on where it was left.
 *
 * @param path where it is
 * @param name what it is called for its provider, 1 to 100 code points
 * @param layout how it is written
 * @param pricing what each merchant is charged
 * @param day the business day of lines that say none
 * @param actor who loads it, 1 to 255 code points
 */
public record CaptureFile(
    Path path, String name, CaptureLayout layout, Pricing pricing, LocalDate day, String actor) {

  private static final int MAX_NAME = 100;
  private static final int MAX_ACTOR = 255;

  public CaptureFile {
    Text.required("name", name, MAX_NAME);
    Text.required("actor", actor, MAX_ACTOR);
    layout.requireComplete();
  }
}
