/** A project of its own that embeds the packaged jar, built and run by a test. */
@NullMarked
package org.ledgercore.http.embedding;

import org.jspecify.annotations.NullMarked;
