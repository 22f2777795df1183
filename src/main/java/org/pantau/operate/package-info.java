/** What operators do: trying feeds. */
@NullMarked
package org.pantau.operate;

import org.jspecify.annotations.NullMarked;
