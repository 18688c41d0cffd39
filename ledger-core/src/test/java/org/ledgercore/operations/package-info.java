/** What whoever runs a ledger relies on: roles, checks at start-up, health, upgrades. */
@NullMarked
package org.ledgercore.operations;

import org.jspecify.annotations.NullMarked;
