/**
 * A provider's file of captures, CSV or one JSON object a line: read as a stream, posted in bulk,
 * taken up again where it was left. {@link org.ledgercore.capturefile.CaptureLayout} declares how a
 * connection writes, {@link org.ledgercore.capturefile.CaptureFiles} loads.
 *
 * <p>{@code LineReader} cuts bytes into lines, {@code CsvFields} and {@code FlatJson} cut lines
 * into fields, {@code CaptureLines} makes captures of them, {@code Loading} posts these, {@code
 * FileProgress} remembers how far it came.
 */
@NullMarked
package org.ledgercore.capturefile;

import org.jspecify.annotations.NullMarked;
