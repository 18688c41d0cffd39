/** Tests of approvals over HTTP. */
@NullMarked
package org.ledgercore.http.approvals;

import org.jspecify.annotations.NullMarked;
