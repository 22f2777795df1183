@NullMarked
package org.pantau.net;

import org.jspecify.annotations.NullMarked;
