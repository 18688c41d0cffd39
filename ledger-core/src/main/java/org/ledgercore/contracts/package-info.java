/**
 * What was agreed with merchants: fees, tax, reserve, commission, cashback and limits, in versions
 * that are valid from instant to instant. {@link org.ledgercore.contracts.Contract} is the terms
 * and pure arithmetic; {@link org.ledgercore.contracts.Contracts} keeps them as facts of the log
 * and finds the one that holds at an instant.
 */
@NullMarked
package org.ledgercore.contracts;

import org.jspecify.annotations.NullMarked;
