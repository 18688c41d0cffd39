/**
 * People, their logins and roles, and who may do what where. Read {@link
 * org.ledgercore.approvals.people.People} first.
 */
@NullMarked
package org.ledgercore.approvals.people;

import org.jspecify.annotations.NullMarked;
