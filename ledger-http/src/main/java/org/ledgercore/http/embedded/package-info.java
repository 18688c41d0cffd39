/** A PostgreSQL of one's own in the same machine, for the demo and for trying things out. */
@NullMarked
package org.ledgercore.http.embedded;

import org.jspecify.annotations.NullMarked;
