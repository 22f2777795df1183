/**
 * What people report by hand: links that open a form without an account, what was said by whom, who owes a report, and
 * reminders. Figures themselves go the way of everything pushed.
 */
@NullMarked
package org.pantau.operate.manual;

import org.jspecify.annotations.NullMarked;
