/** Tests of accounts, sessions and what a person may see. */
@NullMarked
package org.pantau.access;

import org.jspecify.annotations.NullMarked;
