/** The command line behind the {@code ledger} launcher: reads arguments, starts one thing. */
@NullMarked
package org.ledgercore.http.cli;

import org.jspecify.annotations.NullMarked;
