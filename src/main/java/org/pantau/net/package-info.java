/** The guarded, bounded outgoing HTTP client. Imports no other room. */
@NullMarked
package org.pantau.net;

import org.jspecify.annotations.NullMarked;
