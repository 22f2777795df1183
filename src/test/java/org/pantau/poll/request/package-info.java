@NullMarked
package org.pantau.poll.request;

import org.jspecify.annotations.NullMarked;
